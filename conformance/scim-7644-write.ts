import type { Case } from './kit/case.ts';
import { answer401NamesTheScheme } from './scim/7644-2-401-names-the-scheme.ts';
import { noToken401 } from './scim/7644-2-no-token-401.ts';
import { wrongToken401 } from './scim/7644-2-wrong-token-401.ts';
import { jsonAccepted } from './scim/7644-3.1-json-accepted.ts';
import { jsonIn } from './scim/7644-3.1-json-in.ts';
import { malformedJson400 } from './scim/7644-3.1-malformed-json-400.ts';
import { otherTypes415 } from './scim/7644-3.1-other-types-415.ts';
import { scimJsonIn } from './scim/7644-3.1-scim-json-in.ts';
import { scimJsonOut } from './scim/7644-3.1-scim-json-out.ts';
import { utf8 } from './scim/7644-3.1-utf-8.ts';
import { createAnswers201 } from './scim/7644-3.3-create-answers-201.ts';
import { createdCanBeRead } from './scim/7644-3.3-created-can-be-read.ts';
import { duplicate409 } from './scim/7644-3.3-duplicate-409.ts';
import { duplicateInOtherCase409 } from './scim/7644-3.3-duplicate-in-other-case-409.ts';
import { duplicateIsUniqueness } from './scim/7644-3.3-duplicate-is-uniqueness.ts';
import { groupAnswers201 } from './scim/7644-3.3-group-answers-201.ts';
import { groupWithMembers } from './scim/7644-3.3-group-with-members.ts';
import { groupWithoutName400 } from './scim/7644-3.3-group-without-name-400.ts';
import { groupsIsIgnored } from './scim/7644-3.3-groups-is-ignored.ts';
import { idIsIgnored } from './scim/7644-3.3-id-is-ignored.ts';
import { locationHeader } from './scim/7644-3.3-location-header.ts';
import { metaIsIgnored } from './scim/7644-3.3-meta-is-ignored.ts';
import { unknownAttributes } from './scim/7644-3.3-unknown-attributes.ts';
import { unknownSchemaOfGroup } from './scim/7644-3.3-unknown-schema-of-group.ts';
import { unknownSchemaOfUser } from './scim/7644-3.3-unknown-schema-of-user.ts';
import { userWithoutUsername400 } from './scim/7644-3.3-user-without-username-400.ts';
import { putAnswers200 } from './scim/7644-3.5.1-put-answers-200.ts';
import { putClears } from './scim/7644-3.5.1-put-clears.ts';
import { putGroupEmpties } from './scim/7644-3.5.1-put-group-empties.ts';
import { putGroupSetsMembers } from './scim/7644-3.5.1-put-group-sets-members.ts';
import { putIgnoresReadOnly } from './scim/7644-3.5.1-put-ignores-read-only.ts';
import { putKeepsTheId } from './scim/7644-3.5.1-put-keeps-the-id.ts';
import { putReplacesLists } from './scim/7644-3.5.1-put-replaces-lists.ts';
import { putReplacesValues } from './scim/7644-3.5.1-put-replaces-values.ts';
import { putRoundTrip } from './scim/7644-3.5.1-put-round-trip.ts';
import { putTakenName409 } from './scim/7644-3.5.1-put-taken-name-409.ts';
import { putUnknownId404 } from './scim/7644-3.5.1-put-unknown-id-404.ts';
import { addAppends } from './scim/7644-3.5.2.1-add-appends.ts';
import { addAppendsWithoutPath } from './scim/7644-3.5.2.1-add-appends-without-path.ts';
import { addChangesNothing } from './scim/7644-3.5.2.1-add-changes-nothing.ts';
import { addExtension } from './scim/7644-3.5.2.1-add-extension.ts';
import { addExtensionWithoutPath } from './scim/7644-3.5.2.1-add-extension-without-path.ts';
import { addFiftyMembers } from './scim/7644-3.5.2.1-add-fifty-members.ts';
import { addMember } from './scim/7644-3.5.2.1-add-member.ts';
import { addMemberAgain } from './scim/7644-3.5.2.1-add-member-again.ts';
import { addMembers } from './scim/7644-3.5.2.1-add-members.ts';
import { addMembersWithoutPath } from './scim/7644-3.5.2.1-add-members-without-path.ts';
import { addMergesComplex } from './scim/7644-3.5.2.1-add-merges-complex.ts';
import { addNoDuplicates } from './scim/7644-3.5.2.1-add-no-duplicates.ts';
import { addOverAValue } from './scim/7644-3.5.2.1-add-over-a-value.ts';
import { addSimple } from './scim/7644-3.5.2.1-add-simple.ts';
import { addSubAttribute } from './scim/7644-3.5.2.1-add-sub-attribute.ts';
import { addUnknownMember } from './scim/7644-3.5.2.1-add-unknown-member.ts';
import { addWithinAValue } from './scim/7644-3.5.2.1-add-within-a-value.ts';
import { addWithoutPath } from './scim/7644-3.5.2.1-add-without-path.ts';
import { parallelMembers } from './scim/7644-3.5.2.1-parallel-members.ts';
import { removeAllMembers } from './scim/7644-3.5.2.2-remove-all-members.ts';
import { removeAndAddMembers } from './scim/7644-3.5.2.2-remove-and-add-members.ts';
import { removeExtensionAttribute } from './scim/7644-3.5.2.2-remove-extension-attribute.ts';
import { removeList } from './scim/7644-3.5.2.2-remove-list.ts';
import { removeMemberByFilter } from './scim/7644-3.5.2.2-remove-member-by-filter.ts';
import { removeMemberByValue } from './scim/7644-3.5.2.2-remove-member-by-value.ts';
import { removeOneValue } from './scim/7644-3.5.2.2-remove-one-value.ts';
import { removeRequired400 } from './scim/7644-3.5.2.2-remove-required-400.ts';
import { removeSimple } from './scim/7644-3.5.2.2-remove-simple.ts';
import { removeSubAttribute } from './scim/7644-3.5.2.2-remove-sub-attribute.ts';
import { removeWithinAValue } from './scim/7644-3.5.2.2-remove-within-a-value.ts';
import { removeWithoutPath400 } from './scim/7644-3.5.2.2-remove-without-path-400.ts';
import { renameKeepsMembers } from './scim/7644-3.5.2.3-rename-keeps-members.ts';
import { replaceAValue } from './scim/7644-3.5.2.3-replace-a-value.ts';
import { replaceAbsent } from './scim/7644-3.5.2.3-replace-absent.ts';
import { replaceComplex } from './scim/7644-3.5.2.3-replace-complex.ts';
import { replaceComplexWithoutPath } from './scim/7644-3.5.2.3-replace-complex-without-path.ts';
import { replaceExtension } from './scim/7644-3.5.2.3-replace-extension.ts';
import { replaceExtensionWithoutPath } from './scim/7644-3.5.2.3-replace-extension-without-path.ts';
import { replaceList } from './scim/7644-3.5.2.3-replace-list.ts';
import { replaceListWithoutPath } from './scim/7644-3.5.2.3-replace-list-without-path.ts';
import { replaceMembers } from './scim/7644-3.5.2.3-replace-members.ts';
import { replaceMembersByNone } from './scim/7644-3.5.2.3-replace-members-by-none.ts';
import { replaceMembersWithoutPath } from './scim/7644-3.5.2.3-replace-members-without-path.ts';
import { replaceSimple } from './scim/7644-3.5.2.3-replace-simple.ts';
import { replaceSubAttribute } from './scim/7644-3.5.2.3-replace-sub-attribute.ts';
import { replaceUrnPath } from './scim/7644-3.5.2.3-replace-urn-path.ts';
import { replaceWithinAValue } from './scim/7644-3.5.2.3-replace-within-a-value.ts';
import { replaceWithoutPath } from './scim/7644-3.5.2.3-replace-without-path.ts';
import { allOrNothing } from './scim/7644-3.5.2-all-or-nothing.ts';
import { dottedKeys } from './scim/7644-3.5.2-dotted-keys.ts';
import { inOrder } from './scim/7644-3.5.2-in-order.ts';
import { malformedPath400 } from './scim/7644-3.5.2-malformed-path-400.ts';
import { onePrimary } from './scim/7644-3.5.2-one-primary.ts';
import { opInAnyCase } from './scim/7644-3.5.2-op-in-any-case.ts';
import { patchAnswers200Or204 } from './scim/7644-3.5.2-patch-answers-200-or-204.ts';
import { patchLeavesTheRest } from './scim/7644-3.5.2-patch-leaves-the-rest.ts';
import { pathInAnyCase } from './scim/7644-3.5.2-path-in-any-case.ts';
import { readOnly400 } from './scim/7644-3.5.2-read-only-400.ts';
import { schemasBehind } from './scim/7644-3.5.2-schemas-behind.ts';
import { stringBooleans } from './scim/7644-3.5.2-string-booleans.ts';
import { takenName409 } from './scim/7644-3.5.2-taken-name-409.ts';
import { unknownAttribute400 } from './scim/7644-3.5.2-unknown-attribute-400.ts';
import { unknownExtensionPath } from './scim/7644-3.5.2-unknown-extension.ts';
import { unknownId404 } from './scim/7644-3.5.2-unknown-id-404.ts';
import { unknownOp400 } from './scim/7644-3.5.2-unknown-op-400.ts';
import { urnKeys } from './scim/7644-3.5.2-urn-keys.ts';
import { wrongType400 } from './scim/7644-3.5.2-wrong-type-400.ts';
import { deleteAnswers204 } from './scim/7644-3.6-delete-answers-204.ts';
import { deletedDelete404 } from './scim/7644-3.6-deleted-delete-404.ts';
import { deletedGet404 } from './scim/7644-3.6-deleted-get-404.ts';
import { deletedGroup404 } from './scim/7644-3.6-deleted-group-404.ts';
import { deletedIsNotFound } from './scim/7644-3.6-deleted-is-not-found.ts';
import { deletedLeavesGroups } from './scim/7644-3.6-deleted-leaves-groups.ts';
import { deletedNameIsFree } from './scim/7644-3.6-deleted-name-is-free.ts';
import { deletedPatch404 } from './scim/7644-3.6-deleted-patch-404.ts';
import { deletedPut404 } from './scim/7644-3.6-deleted-put-404.ts';
import { groupAnswers204 } from './scim/7644-3.6-group-answers-204.ts';
import { groupLeavesUsers } from './scim/7644-3.6-group-leaves-users.ts';
import { bulkIdBackward } from './scim/7644-3.7.2-bulk-id-backward.ts';
import { bulkIdForward } from './scim/7644-3.7.2-bulk-id-forward.ts';
import { errorIsTold } from './scim/7644-3.7.3-error-is-told.ts';
import { failOnErrors } from './scim/7644-3.7.3-fail-on-errors.ts';
import { oneBadOperation } from './scim/7644-3.7.3-one-bad-operation.ts';
import { tooMany413 } from './scim/7644-3.7.4-too-many-413.ts';
import { answerForm } from './scim/7644-3.7-answer-form.ts';
import { bulkIdIsTold } from './scim/7644-3.7-bulk-id-is-told.ts';
import { changes } from './scim/7644-3.7-changes.ts';
import { location } from './scim/7644-3.7-location.ts';
import { statusIsAText } from './scim/7644-3.7-status-is-a-text.ts';
import { me } from './scim/7644-3.11-me.ts';
import { answer405NamesMethods } from './scim/7644-3.12-405-names-methods.ts';
import { errorContentType } from './scim/7644-3.12-error-content-type.ts';
import { errorDetail } from './scim/7644-3.12-error-detail.ts';
import { errorSchemas } from './scim/7644-3.12-error-schemas.ts';
import { errorStatus } from './scim/7644-3.12-error-status.ts';
import { unknownEndpoint404 } from './scim/7644-3.12-unknown-endpoint-404.ts';
import { wrongMethod405 } from './scim/7644-3.12-wrong-method-405.ts';
import { etagIsVersion } from './scim/7644-3.14-etag-is-version.ts';
import { ifMatch412 } from './scim/7644-3.14-if-match-412.ts';
import { ifMatchDelete412 } from './scim/7644-3.14-if-match-delete-412.ts';
import { ifMatchGoesThrough } from './scim/7644-3.14-if-match-goes-through.ts';
import { ifNoneMatch304 } from './scim/7644-3.14-if-none-match-304.ts';
import { versionChanges } from './scim/7644-3.14-version-changes.ts';
import { versionStays } from './scim/7644-3.14-version-stays.ts';

/** The writing half of RFC 7644, in the order of its sections. */
export const writeCases: readonly Case[] = [
  noToken401,
  wrongToken401,
  answer401NamesTheScheme,
  scimJsonIn,
  jsonIn,
  scimJsonOut,
  jsonAccepted,
  otherTypes415,
  malformedJson400,
  utf8,
  createAnswers201,
  locationHeader,
  createdCanBeRead,
  idIsIgnored,
  metaIsIgnored,
  groupsIsIgnored,
  duplicate409,
  duplicateInOtherCase409,
  duplicateIsUniqueness,
  userWithoutUsername400,
  unknownSchemaOfUser,
  unknownSchemaOfGroup,
  unknownAttributes,
  groupAnswers201,
  groupWithMembers,
  groupWithoutName400,
  putAnswers200,
  putReplacesValues,
  putReplacesLists,
  putClears,
  putIgnoresReadOnly,
  putKeepsTheId,
  putUnknownId404,
  putTakenName409,
  putRoundTrip,
  putGroupSetsMembers,
  putGroupEmpties,
  patchAnswers200Or204,
  patchLeavesTheRest,
  inOrder,
  allOrNothing,
  onePrimary,
  opInAnyCase,
  pathInAnyCase,
  schemasBehind,
  stringBooleans,
  dottedKeys,
  urnKeys,
  unknownOp400,
  malformedPath400,
  unknownAttribute400,
  unknownExtensionPath,
  wrongType400,
  readOnly400,
  takenName409,
  unknownId404,
  addSimple,
  addOverAValue,
  addWithoutPath,
  addSubAttribute,
  addMergesComplex,
  addWithinAValue,
  addAppends,
  addAppendsWithoutPath,
  addNoDuplicates,
  addChangesNothing,
  addExtension,
  addExtensionWithoutPath,
  addMember,
  addMembers,
  addMembersWithoutPath,
  addMemberAgain,
  addUnknownMember,
  addFiftyMembers,
  parallelMembers,
  removeSimple,
  removeSubAttribute,
  removeList,
  removeOneValue,
  removeWithinAValue,
  removeExtensionAttribute,
  removeWithoutPath400,
  removeRequired400,
  removeMemberByFilter,
  removeMemberByValue,
  removeAllMembers,
  removeAndAddMembers,
  replaceSimple,
  replaceAbsent,
  replaceWithoutPath,
  replaceComplexWithoutPath,
  replaceSubAttribute,
  replaceComplex,
  replaceList,
  replaceListWithoutPath,
  replaceWithinAValue,
  replaceAValue,
  replaceUrnPath,
  replaceExtension,
  replaceExtensionWithoutPath,
  replaceMembers,
  replaceMembersWithoutPath,
  replaceMembersByNone,
  renameKeepsMembers,
  deleteAnswers204,
  deletedGet404,
  deletedPut404,
  deletedPatch404,
  deletedDelete404,
  deletedIsNotFound,
  deletedNameIsFree,
  deletedLeavesGroups,
  groupAnswers204,
  deletedGroup404,
  groupLeavesUsers,
  answerForm,
  statusIsAText,
  bulkIdIsTold,
  location,
  changes,
  bulkIdBackward,
  bulkIdForward,
  oneBadOperation,
  errorIsTold,
  failOnErrors,
  tooMany413,
  me,
  errorSchemas,
  errorStatus,
  errorDetail,
  errorContentType,
  unknownEndpoint404,
  wrongMethod405,
  answer405NamesMethods,
  etagIsVersion,
  versionChanges,
  versionStays,
  ifMatch412,
  ifMatchDelete412,
  ifMatchGoesThrough,
  ifNoneMatch304,
];
