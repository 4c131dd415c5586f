import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { URN } from '../../kit/urns.ts';
import { accepted } from '../client.ts';
import type { IdentityProvider, Person } from '../persona.ts';
import { profileOf, userPush } from '../push.ts';

/** The URN of SCIM 1.1, which Google puts beside that of SCIM 2.0. */
export const LEGACY_CORE = 'urn:scim:schemas:core:1.0';

/** The client under Google's name, as the scenarios use it: which of them is about media types sends that itself. */
export function asGoogle(scim: ScimClient): ScimClient {
  return scim.as({ headers: { 'user-agent': 'Google-Auto-Provisioning' } });
}

/** What Google Workspace's auto-provisioning sends. It pushes no groups: they only say who is provisioned. */
export function connectGoogle(plain: ScimClient): IdentityProvider {
  // What it sends as Accept is not known: anything will do.
  const scim = asGoogle(plain).as({ headers: { 'content-type': 'application/json', accept: '*/*' } });
  return {
    async testConnection() {
      // That it asks for one only is from a single, weak source.
      accepted(await scim.get('/Users', { query: { count: 1 } }), [200], 'the administrator cannot switch it on.');
    },
    // By a weak source: whether profiles are PUT or PATCHed, and how people are suspended, is not documented.
    ...userPush(scim, { bodyOf, isActivePatched: true }),
  };
}

function bodyOf(person: Person, active?: boolean): Json {
  return { ...profileOf(person, active), schemas: [LEGACY_CORE, URN.user, URN.enterprise] };
}
