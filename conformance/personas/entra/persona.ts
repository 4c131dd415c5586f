import type { ScimClient } from '../../kit/scim-client.ts';
import { casesOf, type Scenario } from '../client.ts';
import type { Persona } from '../persona.ts';
import { addMember } from './add-member.ts';
import { addSeveral } from './add-several.ts';
import { clearValues } from './clear-values.ts';
import { createAfterDelete } from './create-after-delete.ts';
import { createGroup } from './create-group.ts';
import { createUser } from './create-user.ts';
import { createWithoutEnterprise } from './create-without-enterprise.ts';
import { deleteGroup } from './delete-group.ts';
import { deleteUser } from './delete-user.ts';
import { deleteUserTwice } from './delete-user-twice.ts';
import { differentAttributes } from './different-attributes.ts';
import { disable } from './disable.ts';
import { duplicateGroup } from './duplicate-group.ts';
import { duplicateUser } from './duplicate-user.ts';
import { emailKeepsType } from './email-keeps-type.ts';
import { type Entra, entraClient } from './entra-client.ts';
import { everywhere } from './everywhere.ts';
import { exchangeMembers } from './exchange-members.ts';
import { externalIdExactCase } from './external-id-exact-case.ts';
import { groupExternalId } from './group-external-id.ts';
import { groupExternalIdCase } from './group-external-id-case.ts';
import { groupWithoutMembers } from './group-without-members.ts';
import { entraProvider } from './identity-provider.ts';
import { manager } from './manager.ts';
import { managerCheck } from './manager-check.ts';
import { matchExternalId } from './match-external-id.ts';
import { matchGroup } from './match-group.ts';
import { matchUserName } from './match-user-name.ts';
import { matchUserNameCase } from './match-user-name-case.ts';
import { matchWorkEmail } from './match-work-email.ts';
import { mediaType } from './media-type.ts';
import { onDemand } from './on-demand.ts';
import type { Dialect } from './operations.ts';
import { paging } from './paging.ts';
import { parallelMembers } from './parallel-members.ts';
import { removeMember } from './remove-member.ts';
import { removeStranger } from './remove-stranger.ts';
import { renameGroup } from './rename-group.ts';
import { renameUser } from './rename-user.ts';
import { restore } from './restore.ts';
import { rolesAsText } from './roles-as-text.ts';
import { sameAttribute } from './same-attribute.ts';
import { schemas } from './schemas.ts';
import { testConnection } from './test-connection.ts';
import { unknownExtension } from './unknown-extension.ts';
import { unmodified } from './unmodified.ts';
import { updateSeveral } from './update-several.ts';
import { wrongToken } from './wrong-token.ts';

/** What differs by the dialect, and what no tenant can do without. */
const ofBoth = [
  testConnection,
  createUser,
  updateSeveral,
  addSeveral,
  renameUser,
  disable,
  restore,
  manager,
  clearValues,
  sameAttribute,
  createGroup,
  renameGroup,
  addMember,
  removeMember,
  removeStranger,
  exchangeMembers,
  parallelMembers,
];

/** What is the same in both dialects. */
const ofAny = [
  createWithoutEnterprise,
  duplicateUser,
  matchUserName,
  matchExternalId,
  matchWorkEmail,
  matchUserNameCase,
  externalIdExactCase,
  emailKeepsType,
  differentAttributes,
  managerCheck,
  rolesAsText,
  unmodified,
  unknownExtension,
  deleteUser,
  deleteUserTwice,
  createAfterDelete,
  duplicateGroup,
  groupWithoutMembers,
  matchGroup,
  groupExternalId,
  groupExternalIdCase,
  deleteGroup,
  wrongToken,
  mediaType,
  paging,
  schemas,
];

const ofFlag = [onDemand, everywhere];

const casesFor = (dialect: Dialect, scenarios: readonly Scenario<Entra>[]) =>
  casesOf(dialect, scenarios, (scim) => entraClient(scim, dialect));

const connect = (dialect: Dialect) => (scim: ScimClient) => entraProvider(scim, dialect);

/** Microsoft Entra ID: looks up, compares, and patches; members one by one and side by side. */
export const entra: Persona = {
  name: 'entra',
  title: 'Microsoft Entra ID',
  variants: [
    { name: 'entra', title: 'Microsoft Entra ID', connect: connect('entra') },
    { name: 'entra-flag', title: 'Microsoft Entra ID with aadOptscim062020', connect: connect('entra-flag') },
  ],
  scenarios: [...casesFor('entra', [...ofBoth, ...ofAny]), ...casesFor('entra-flag', [...ofBoth, ...ofFlag])],
};
