import type { Case } from './kit/case.ts';
import { readsById } from './scim/7644-3.4.1-get-by-id.ts';
import { readsGroupById } from './scim/7644-3.4.1-get-group-by-id.ts';
import { oddIdIs404 } from './scim/7644-3.4.1-odd-id-404.ts';
import { unknownIdIs404 } from './scim/7644-3.4.1-unknown-id-404.ts';
import { rootAbsentAttributeHasNoValue } from './scim/7644-3.4.2.1-root-absent-attribute.ts';
import { rootQueryByType } from './scim/7644-3.4.2.1-root-by-type.ts';
import { rootQueryFindsBoth } from './scim/7644-3.4.2.1-root-query.ts';
import { filterAnd } from './scim/7644-3.4.2.2-and.ts';
import { andBindsBeforeOr } from './scim/7644-3.4.2.2-and-before-or.ts';
import { subAttributeOfAnyElement } from './scim/7644-3.4.2.2-any-element.ts';
import { attributesInAnyCase } from './scim/7644-3.4.2.2-attributes-any-case.ts';
import { filterBoolean } from './scim/7644-3.4.2.2-boolean.ts';
import { filterContains } from './scim/7644-3.4.2.2-co.ts';
import { complexMeansItsValue } from './scim/7644-3.4.2.2-complex-value.ts';
import { datesAreInstants } from './scim/7644-3.4.2.2-dates.ts';
import { findsByExternalId } from './scim/7644-3.4.2.2-eq-external-id.ts';
import { externalIdIsExact } from './scim/7644-3.4.2.2-eq-external-id-exact.ts';
import { findsGroupByExternalId } from './scim/7644-3.4.2.2-eq-group-external-id.ts';
import { findsGroupByName } from './scim/7644-3.4.2.2-eq-group-name.ts';
import { findsGroupNameInAnyCase } from './scim/7644-3.4.2.2-eq-group-name-any-case.ts';
import { findsById } from './scim/7644-3.4.2.2-eq-id.ts';
import { idIsExact } from './scim/7644-3.4.2.2-eq-id-exact.ts';
import { findsByUserName } from './scim/7644-3.4.2.2-eq-user-name.ts';
import { findsUserNameInAnyCase } from './scim/7644-3.4.2.2-eq-user-name-any-case.ts';
import { filterEndsWith } from './scim/7644-3.4.2.2-ew.ts';
import { filterGreaterOrEqual } from './scim/7644-3.4.2.2-ge.ts';
import { findsGroupByMember } from './scim/7644-3.4.2.2-group-by-member.ts';
import { filterGreater } from './scim/7644-3.4.2.2-gt.ts';
import { findsByIdAndManager } from './scim/7644-3.4.2.2-id-and-manager.ts';
import { filterLessOrEqual } from './scim/7644-3.4.2.2-le.ts';
import { filterLess } from './scim/7644-3.4.2.2-lt.ts';
import { filterNotEqual } from './scim/7644-3.4.2.2-ne.ts';
import { filterNot } from './scim/7644-3.4.2.2-not.ts';
import { notBindsBeforeAnd } from './scim/7644-3.4.2.2-not-before-and.ts';
import { operatorsInAnyCase } from './scim/7644-3.4.2.2-operators-any-case.ts';
import { filterOr } from './scim/7644-3.4.2.2-or.ts';
import { orderOfBooleansIs400 } from './scim/7644-3.4.2.2-order-of-booleans.ts';
import { filterParentheses } from './scim/7644-3.4.2.2-parentheses.ts';
import { filterNestedParentheses } from './scim/7644-3.4.2.2-parentheses-nested.ts';
import { filterPresent } from './scim/7644-3.4.2.2-pr.ts';
import { filterSubAttribute } from './scim/7644-3.4.2.2-sub-attribute.ts';
import { filterStartsWith } from './scim/7644-3.4.2.2-sw.ts';
import { textsInAnyCase } from './scim/7644-3.4.2.2-text-any-case.ts';
import { unknownAttributeFindsNobody } from './scim/7644-3.4.2.2-unknown-attribute.ts';
import { unknownOperatorIs400 } from './scim/7644-3.4.2.2-unknown-operator.ts';
import { unquotedValueIsNotGuessed } from './scim/7644-3.4.2.2-unquoted-value.ts';
import { unreadableFilterIs400 } from './scim/7644-3.4.2.2-unreadable-filter.ts';
import { valueWithApostrophe } from './scim/7644-3.4.2.2-value-apostrophe.ts';
import { valueWithBackslash } from './scim/7644-3.4.2.2-value-backslash.ts';
import { valuePathBindsOneElement } from './scim/7644-3.4.2.2-value-path.ts';
import { valuePathWithSubAttribute } from './scim/7644-3.4.2.2-value-path-sub-attribute.ts';
import { valueWithPlus } from './scim/7644-3.4.2.2-value-plus.ts';
import { valueWithQuotes } from './scim/7644-3.4.2.2-value-quotes.ts';
import { valueInUnicode } from './scim/7644-3.4.2.2-value-unicode.ts';
import { valueWithUnicodeEscape } from './scim/7644-3.4.2.2-value-unicode-escape.ts';
import { valueWithoutWildcards } from './scim/7644-3.4.2.2-value-wildcards.ts';
import { valueWithWords } from './scim/7644-3.4.2.2-value-words.ts';
import { sortsWithoutCase } from './scim/7644-3.4.2.3-any-case.ts';
import { sortsAscending } from './scim/7644-3.4.2.3-ascending.ts';
import { sortsDescending } from './scim/7644-3.4.2.3-descending.ts';
import { sortsMissingValues } from './scim/7644-3.4.2.3-missing-values.ts';
import { sortsOverPages } from './scim/7644-3.4.2.3-over-pages.ts';
import { sortsByPrimaryValue } from './scim/7644-3.4.2.3-primary-value.ts';
import { sortsBySubAttribute } from './scim/7644-3.4.2.3-sub-attribute.ts';
import { unknownSortIsAnswered } from './scim/7644-3.4.2.3-unknown-attribute.ts';
import { beyondTheEndIsEmpty } from './scim/7644-3.4.2.4-beyond-the-end.ts';
import { countBelowZeroIsZero } from './scim/7644-3.4.2.4-count-below-zero.ts';
import { countZeroGivesTotals } from './scim/7644-3.4.2.4-count-zero.ts';
import { neverMoreThanCount } from './scim/7644-3.4.2.4-never-more-than-count.ts';
import { pageSaysWhereItIs } from './scim/7644-3.4.2.4-page-says-where.ts';
import { pagesOfGroupsAreAll } from './scim/7644-3.4.2.4-pages-of-groups.ts';
import { pagesTogetherAreAll } from './scim/7644-3.4.2.4-pages-together.ts';
import { startBelowOneIsOne } from './scim/7644-3.4.2.4-start-below-one.ts';
import { totalCountsAllPages } from './scim/7644-3.4.2.4-total-over-pages.ts';
import { findsInactive } from './scim/7644-3.4.2-finds-inactive.ts';
import { findsNobody200 } from './scim/7644-3.4.2-finds-nobody-200.ts';
import { listNumbersAreNumbers } from './scim/7644-3.4.2-list-numbers.ts';
import { listHoldsAList } from './scim/7644-3.4.2-list-resources.ts';
import { listSaysItsSchema } from './scim/7644-3.4.2-list-schemas.ts';
import { listShowsWholeResources } from './scim/7644-3.4.2-list-shows-whole.ts';
import { listTotalIsExact } from './scim/7644-3.4.2-list-total.ts';
import { listsGroups } from './scim/7644-3.4.2-lists-groups.ts';
import { listsUsers } from './scim/7644-3.4.2-lists-users.ts';
import { unknownParameterIsTolerated } from './scim/7644-3.4.2-unknown-parameter.ts';
import { searchesGroupsByPost } from './scim/7644-3.4.3-search-groups.ts';
import { searchTakesPages } from './scim/7644-3.4.3-search-pages.ts';
import { unreadableSearchIs400 } from './scim/7644-3.4.3-search-refuses.ts';
import { searchesRootByPost } from './scim/7644-3.4.3-search-root.ts';
import { searchesUsersByPost } from './scim/7644-3.4.3-search-users.ts';
import { attributesInAnyCaseShown } from './scim/7644-3.9-attributes-any-case.ts';
import { attributesOnGet } from './scim/7644-3.9-attributes-get.ts';
import { attributesOnList } from './scim/7644-3.9-attributes-list.ts';
import { attributesOnPatch } from './scim/7644-3.9-attributes-patch.ts';
import { attributesOnPost } from './scim/7644-3.9-attributes-post.ts';
import { attributesOnPut } from './scim/7644-3.9-attributes-put.ts';
import { attributesOnSearch } from './scim/7644-3.9-attributes-search.ts';
import { attributesOfSubAttribute } from './scim/7644-3.9-attributes-sub-attribute.ts';
import { bothAtOnce } from './scim/7644-3.9-both-at-once.ts';
import { excludedOnGet } from './scim/7644-3.9-excluded-get.ts';
import { excludedKeepsId } from './scim/7644-3.9-excluded-id.ts';
import { excludedOnList } from './scim/7644-3.9-excluded-list.ts';
import { groupWithoutMembers } from './scim/7644-3.9-excluded-members-get.ts';
import { groupsWithoutMembers } from './scim/7644-3.9-excluded-members-list.ts';
import { excludedOnPatch } from './scim/7644-3.9-excluded-patch.ts';
import { excludedOnPost } from './scim/7644-3.9-excluded-post.ts';
import { excludedOnPut } from './scim/7644-3.9-excluded-put.ts';
import { excludedOnSearch } from './scim/7644-3.9-excluded-search.ts';
import { passwordIsInNoList } from './scim/7644-3.9-never-returned.ts';
import { onRequestOnly } from './scim/7644-3.9-request-returned.ts';
import { qualifiedNameInAttributes } from './scim/7644-3.10-attributes.ts';
import { extensionInAttributes } from './scim/7644-3.10-attributes-extension.ts';
import { qualifiedNameInFilter } from './scim/7644-3.10-filter.ts';
import { qualifiedNameInAnyCase } from './scim/7644-3.10-filter-any-case.ts';
import { extensionInFilter } from './scim/7644-3.10-filter-extension.ts';
import { qualifiedNameInSort } from './scim/7644-3.10-sort.ts';
import { garbageCursorIsRefused } from './scim/9865-2.1-invalid-cursor.ts';
import { cursorIsForItsFilter } from './scim/9865-2-another-filter.ts';
import { cursorBegins } from './scim/9865-2-first-page.ts';
import { lastPageHasNoCursor } from './scim/9865-2-last-page.ts';
import { firstPageHasNoPrevious } from './scim/9865-2-no-previous.ts';
import { cursorPagesAreAll } from './scim/9865-2-pages-together.ts';
import { cursorTotals } from './scim/9865-2-totals.ts';
import { cursorFitsInAddress } from './scim/9865-2-url-safe.ts';
import { searchTakesCursor } from './scim/9865-3-search.ts';
import { cursorIsDeclared } from './scim/9865-4-configuration.ts';

/** The cases about reading: RFC 7644 §3.4, §3.9, §3.10 and RFC 9865, in the order of their sections. */
export const readCases: readonly Case[] = [
  readsById,
  readsGroupById,
  unknownIdIs404,
  oddIdIs404,
  listsUsers,
  listsGroups,
  findsNobody200,
  listSaysItsSchema,
  listNumbersAreNumbers,
  listHoldsAList,
  listTotalIsExact,
  listShowsWholeResources,
  findsInactive,
  unknownParameterIsTolerated,
  rootQueryFindsBoth,
  rootQueryByType,
  rootAbsentAttributeHasNoValue,
  findsByUserName,
  findsUserNameInAnyCase,
  findsByExternalId,
  externalIdIsExact,
  findsById,
  idIsExact,
  findsGroupByName,
  findsGroupNameInAnyCase,
  findsGroupByExternalId,
  filterNotEqual,
  filterContains,
  filterStartsWith,
  filterEndsWith,
  filterPresent,
  filterGreater,
  filterGreaterOrEqual,
  filterLess,
  filterLessOrEqual,
  operatorsInAnyCase,
  attributesInAnyCase,
  textsInAnyCase,
  filterAnd,
  filterOr,
  filterNot,
  notBindsBeforeAnd,
  andBindsBeforeOr,
  filterParentheses,
  filterNestedParentheses,
  valueWithQuotes,
  valueWithBackslash,
  valueInUnicode,
  valueWithUnicodeEscape,
  valueWithWords,
  valueWithApostrophe,
  valueWithPlus,
  valueWithoutWildcards,
  valuePathBindsOneElement,
  valuePathWithSubAttribute,
  subAttributeOfAnyElement,
  complexMeansItsValue,
  filterSubAttribute,
  findsGroupByMember,
  datesAreInstants,
  filterBoolean,
  findsByIdAndManager,
  unreadableFilterIs400,
  unknownOperatorIs400,
  unknownAttributeFindsNobody,
  orderOfBooleansIs400,
  unquotedValueIsNotGuessed,
  sortsAscending,
  sortsDescending,
  sortsMissingValues,
  sortsWithoutCase,
  sortsBySubAttribute,
  sortsByPrimaryValue,
  sortsOverPages,
  unknownSortIsAnswered,
  startBelowOneIsOne,
  beyondTheEndIsEmpty,
  countZeroGivesTotals,
  countBelowZeroIsZero,
  neverMoreThanCount,
  totalCountsAllPages,
  pageSaysWhereItIs,
  pagesTogetherAreAll,
  pagesOfGroupsAreAll,
  searchesUsersByPost,
  searchesGroupsByPost,
  searchesRootByPost,
  searchTakesPages,
  unreadableSearchIs400,
  attributesOnGet,
  attributesOfSubAttribute,
  attributesInAnyCaseShown,
  attributesOnList,
  attributesOnPost,
  attributesOnPut,
  attributesOnPatch,
  attributesOnSearch,
  excludedOnGet,
  excludedKeepsId,
  excludedOnList,
  groupWithoutMembers,
  groupsWithoutMembers,
  excludedOnPost,
  excludedOnPut,
  excludedOnPatch,
  excludedOnSearch,
  passwordIsInNoList,
  onRequestOnly,
  bothAtOnce,
  qualifiedNameInFilter,
  qualifiedNameInAnyCase,
  extensionInFilter,
  qualifiedNameInAttributes,
  extensionInAttributes,
  qualifiedNameInSort,
  cursorBegins,
  cursorPagesAreAll,
  lastPageHasNoCursor,
  firstPageHasNoPrevious,
  cursorIsForItsFilter,
  cursorFitsInAddress,
  cursorTotals,
  garbageCursorIsRefused,
  searchTakesCursor,
  cursorIsDeclared,
];
