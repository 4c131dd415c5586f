import type { Case } from '../kit/case.ts';

export const jsonIn: Case = {
  id: '7644-3.1-json-in',
  title: 'A body of type application/json with a charset is read',
  source: 'RFC 7644 §3.1; Okta, Google Workspace',
  law: 'Servers should take application/json as well as application/scim+json. Okta’s test and Google send it, with and without a charset, and can provision nobody where it is refused.',
  fix: 'Read bodies of type application/json as you read application/scim+json, and leave parameters like charset aside when you compare the type.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body, { headers: { 'content-type': 'application/json; charset=utf-8' } }));
  },
};
