import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientOf, clients, type Traits } from '../../../../src/core/scim-requests/fingerprint.rules.ts';

const traits = (more: Partial<Traits> = {}): Traits => ({ userAgent: undefined, path: '/Users', body: null, ...more });

const ADSCIM = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
const patch = (op: string) => ({ Operations: [{ op, path: 'active', value: 'False' }] });

describe('clientOf', () => {
  test.each([
    ['Okta SCIM Client 1.0.0', 'okta'],
    ['OKTA SCIM Integration', 'okta'],
    ['Google-Auto-Provisioning', 'google'],
    ['Mozilla/5.0 (compatible; Google-Auto-Provisioning)', 'google'],
    ['OneLogin SCIM', 'onelogin'],
    ['JumpCloud/1.0', 'jumpcloud'],
    ['PingOne Provisioning', 'ping'],
    ['PingFederate/12', 'ping'],
    ['goauthentik.io/2026.1', 'authentik'],
    ['Microsoft-Entra', 'entra'],
    ['', 'onelogin'],
    ['curl/8.5.0', 'other'],
    ['shopping-client', 'other'],
    ['oktav', 'other'],
    [undefined, 'other'],
  ])('User-Agent %j is %s', (userAgent, client) => expect(clientOf(traits({ userAgent }))).toBe(client));

  test.each<[string, Partial<Traits>, string]>([
    ['the flag in the query', { path: '/Users?aadOptscim062020&filter=x' }, 'entra'],
    ['the flag at the end, in any case', { path: '/Users?filter=x&AADOPTSCIM062020' }, 'entra'],
    ['the flag behind the base', { path: '?aadOptscim062020/Users?filter=x' }, 'entra'],
    ['the older flag', { path: '/Groups?AzureAdScimPatch2017' }, 'entra'],
    ['an operation with a capital', { body: patch('Replace') }, 'entra'],
    ['Add', { body: patch('Add') }, 'entra'],
    ['Remove', { body: patch('Remove') }, 'entra'],
    ['the URN of its groups', { body: { schemas: ['x', ADSCIM] } }, 'entra'],
    ['an operation in lower case', { body: patch('replace') }, 'other'],
    ['the old URN of Google', { body: { schemas: ['urn:scim:schemas:core:1.0'] } }, 'google'],
    ['an empty User-Agent and a capital', { userAgent: '', body: patch('Replace') }, 'entra'],
    ['an unknown User-Agent and the flag', { userAgent: 'python', path: '/Users?aadOptscim062020' }, 'entra'],
    ['its own word before its shape', { userAgent: 'Okta SCIM Client 1.0.0', body: patch('Replace') }, 'okta'],
    ['Google’s own word and its URN', { userAgent: 'Google-Auto-Provisioning', body: { schemas: [ADSCIM] } }, 'google'],
  ])('%s', (_title, more, client) => expect(clientOf(traits(more))).toBe(client));

  test('every client can be recognised', () => {
    const agents = ['okta', 'entra', 'Google-Auto-Provisioning', 'onelogin', 'jumpcloud', 'pingone', 'authentik', 'x'];
    expect(agents.map((userAgent) => clientOf(traits({ userAgent })))).toEqual(clients);
  });

  test('whatever comes, it is one of the list', () => {
    const json = fc.jsonValue();
    const bodies = fc.oneof(json, fc.record({ schemas: json, Operations: fc.oneof(json, fc.array(json)) }));
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), bodies, (userAgent, path, body) => {
        expect(clients).toContain(clientOf({ userAgent, path, body }));
      }),
    );
  });
});
