import type { Persona } from '../persona.ts';
import { connectOneLogin } from './client.ts';
import { oneloginAnswersApplicationJson } from './onelogin-answers-application-json.ts';
import { oneloginDeactivateReactivate } from './onelogin-deactivate-reactivate.ts';
import { oneloginDelete } from './onelogin-delete.ts';
import { oneloginEmptyUserAgent } from './onelogin-empty-user-agent.ts';
import { oneloginGroupMembers } from './onelogin-group-members.ts';
import { oneloginGroupsAreListed } from './onelogin-groups-are-listed.ts';
import { oneloginMatchThenRead } from './onelogin-match-then-read.ts';
import { oneloginTestConnection } from './onelogin-test-connection.ts';
import { oneloginUpdate } from './onelogin-update.ts';

/** OneLogin, with its generic SCIM 2.0 app. */
export const onelogin: Persona = {
  name: 'onelogin',
  title: 'OneLogin',
  variants: [{ name: 'onelogin', title: 'OneLogin, SCIM provisioner for SCIM 2.0', connect: connectOneLogin }],
  scenarios: [
    oneloginTestConnection,
    oneloginAnswersApplicationJson,
    oneloginEmptyUserAgent,
    oneloginMatchThenRead,
    oneloginUpdate,
    oneloginDeactivateReactivate,
    oneloginDelete,
    oneloginGroupsAreListed,
    oneloginGroupMembers,
  ],
};
