import type { Case } from '../kit/case.ts';

export const scimJsonIn: Case = {
  id: '7644-3.1-scim-json-in',
  title: 'A body of type application/scim+json is read',
  source: 'RFC 7644 §3.1 and §8.1',
  law: 'SCIM has a media type of its own, application/scim+json. A server takes bodies of that type.',
  fix: 'Let the parser of JSON bodies read application/scim+json too: many frameworks read application/json alone unless they are told.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body, { headers: { 'content-type': 'application/scim+json' } }));
  },
};
