import type { ScimClient } from '../../kit/scim-client.ts';
import { casesOf, type Scenario } from '../client.ts';
import type { Persona } from '../persona.ts';
import { changeMembers } from './change-members.ts';
import { changeProfile } from './change-profile.ts';
import { changeUserName } from './change-user-name.ts';
import { clearAttribute } from './clear-attribute.ts';
import { create } from './create.ts';
import { createAgain } from './create-again.ts';
import { createGroup } from './create-group.ts';
import { deactivate } from './deactivate.ts';
import { deleteGroup } from './delete-group.ts';
import { findGroup } from './find-group.ts';
import { oktaProvider } from './identity-provider.ts';
import { importGroups } from './import-groups.ts';
import { importUsers } from './import-users.ts';
import { match } from './match.ts';
import { matchPlusSign } from './match-plus-sign.ts';
import { type Okta, type OktaApp, oktaClient } from './okta-client.ts';
import { pushNobody } from './push-nobody.ts';
import { pushNow } from './push-now.ts';
import { putGroup } from './put-group.ts';
import { putGroupEmpty } from './put-group-empty.ts';
import { putReadOnly } from './put-read-only.ts';
import { reactivate } from './reactivate.ts';
import { renameGroup } from './rename-group.ts';
import { setPassword } from './set-password.ts';
import { specR1 } from './spec-r1-first-page.ts';
import { specR2 } from './spec-r2-user-by-id.ts';
import { specR3 } from './spec-r3-unknown-user-name.ts';
import { specR4 } from './spec-r4-unknown-id.ts';
import { specR5 } from './spec-r5-random-user-name.ts';
import { specR6 } from './spec-r6-create.ts';
import { specR7 } from './spec-r7-read-back.ts';
import { specR8 } from './spec-r8-create-again.ts';
import { specR9 } from './spec-r9-user-name-in-capitals.ts';
import { specR10 } from './spec-r10-groups.ts';
import { specR11 } from './spec-r11-wrong-token.ts';
import { specR12 } from './spec-r12-numeric-id.ts';
import { testConnection } from './test-connection.ts';

const spec = [specR1, specR2, specR3, specR4, specR5, specR6, specR7, specR8, specR9, specR10, specR11, specR12];

/** What differs by the kind of the app, and what no app can do without. */
const ofBoth = [
  testConnection,
  create,
  match,
  changeProfile,
  clearAttribute,
  setPassword,
  deactivate,
  reactivate,
  createAgain,
  createGroup,
];

const ofOin = [matchPlusSign, changeUserName, importUsers, importGroups, findGroup, deleteGroup];
const byPatch = [renameGroup, changeMembers, pushNow, pushNobody];
const byPut = [putReadOnly, putGroup, putGroupEmpty];

const casesFor = (app: OktaApp, scenarios: readonly Scenario<Okta>[]) =>
  casesOf(`okta-${app}`, scenarios, (scim) => oktaClient(scim, app));

const connect = (app: OktaApp) => (scim: ScimClient) => oktaProvider(scim, app);

/** Okta: searches before it creates, deactivates and never deletes. */
export const okta: Persona = {
  name: 'okta',
  title: 'Okta',
  variants: [
    { name: 'okta-oin', title: 'Okta, app of the Integration Network (PATCH)', connect: connect('oin') },
    { name: 'okta-aiw', title: 'Okta, app of the Integration Wizard (PUT)', connect: connect('aiw') },
  ],
  scenarios: [
    ...casesFor('oin', [...spec, ...ofBoth, ...ofOin, ...byPatch]),
    ...casesFor('aiw', [...ofBoth, ...byPut]),
  ],
};
