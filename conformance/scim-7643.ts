import type { Case } from './kit/case.ts';
import { namesWithoutCase } from './scim/7643-2.1-names-without-case.ts';
import { booleanIsBoolean } from './scim/7643-2.3.2-boolean-is-boolean.ts';
import { datesWithZone } from './scim/7643-2.3.5-dates-with-zone.ts';
import { onePrimary } from './scim/7643-2.4-one-primary.ts';
import { nullIsAbsent } from './scim/7643-2.5-null-is-absent.ts';
import { externalIdComesBack } from './scim/7643-3.1-external-id-comes-back.ts';
import { externalIdExactCase } from './scim/7643-3.1-external-id-exact-case.ts';
import { lastModifiedMoves } from './scim/7643-3.1-last-modified-moves.ts';
import { lastModifiedOfMembers } from './scim/7643-3.1-last-modified-of-members.ts';
import { metaLocation } from './scim/7643-3.1-meta-location.ts';
import { metaResourceType } from './scim/7643-3.1-meta-resource-type.ts';
import { schemasNameExtensions } from './scim/7643-3-schemas-name-extensions.ts';
import { schemasOfAGroup } from './scim/7643-3-schemas-of-a-group.ts';
import { schemasOfAUser } from './scim/7643-3-schemas-of-a-user.ts';
import { name } from './scim/7643-4.1.1-name.ts';
import { passwordNotAsked } from './scim/7643-4.1.1-password-not-asked.ts';
import { passwordNotCreated } from './scim/7643-4.1.1-password-not-created.ts';
import { passwordNotRead } from './scim/7643-4.1.1-password-not-read.ts';
import { unicode } from './scim/7643-4.1.1-unicode.ts';
import { userNameKeepsCase } from './scim/7643-4.1.1-user-name-keeps-case.ts';
import { emails } from './scim/7643-4.1.2-emails.ts';
import { groupsAreComputed } from './scim/7643-4.1.2-groups-are-computed.ts';
import { groupsAreReadOnly } from './scim/7643-4.1.2-groups-are-read-only.ts';
import { phoneNumbersUnchanged } from './scim/7643-4.1.2-phone-numbers-unchanged.ts';
import { enterpriseAttributes } from './scim/7643-4.3-enterprise-attributes.ts';
import { manager } from './scim/7643-4.3-manager.ts';
import { authenticationSchemes } from './scim/7643-5-authentication-schemes.ts';
import { configHasLimits } from './scim/7643-5-config-has-limits.ts';
import { configIsComplete } from './scim/7643-5-config-is-complete.ts';
import { extensionOfUsers } from './scim/7643-6-extension-of-users.ts';
import { resourceTypeByName } from './scim/7643-6-resource-type-by-name.ts';
import { resourceTypes } from './scim/7643-6-resource-types.ts';
import { answersOnlyWhatIsDeclared } from './scim/7643-7-answers-only-what-is-declared.ts';
import { attributesAreDescribed } from './scim/7643-7-attributes-are-described.ts';
import { enterpriseSchema } from './scim/7643-7-enterprise-schema.ts';
import { schemaByUrn } from './scim/7643-7-schema-by-urn.ts';
import { schemas } from './scim/7643-7-schemas.ts';
import { userNameIsDeclared } from './scim/7643-7-user-name-is-declared.ts';
import { discoveryIsReadOnly } from './scim/7644-4-discovery-is-read-only.ts';
import { noFilterOnDiscovery } from './scim/7644-4-no-filter-on-discovery.ts';

/** The cases of RFC 7643, and of discovery, in the order of their sections. */
export const schemaCases: readonly Case[] = [
  namesWithoutCase,
  booleanIsBoolean,
  datesWithZone,
  onePrimary,
  nullIsAbsent,
  schemasOfAUser,
  schemasOfAGroup,
  schemasNameExtensions,
  externalIdComesBack,
  externalIdExactCase,
  metaResourceType,
  metaLocation,
  lastModifiedMoves,
  lastModifiedOfMembers,
  userNameKeepsCase,
  name,
  unicode,
  passwordNotCreated,
  passwordNotRead,
  passwordNotAsked,
  emails,
  phoneNumbersUnchanged,
  groupsAreComputed,
  groupsAreReadOnly,
  enterpriseAttributes,
  manager,
  configIsComplete,
  configHasLimits,
  authenticationSchemes,
  resourceTypes,
  resourceTypeByName,
  extensionOfUsers,
  schemas,
  enterpriseSchema,
  schemaByUrn,
  attributesAreDescribed,
  userNameIsDeclared,
  answersOnlyWhatIsDeclared,
  noFilterOnDiscovery,
  discoveryIsReadOnly,
];
