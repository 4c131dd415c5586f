import type { Case } from '../../kit/case.ts';
import { check, checkStatus } from '../../kit/checks.ts';
import { asGoogle } from './client.ts';

export const googleApplicationJson: Case = {
  id: 'google-application-json',
  title: 'A body that is sent as application/json is taken like application/scim+json',
  source: 'Google Workspace, auto-provisioning; RFC 7644 §3.1',
  law: 'Google sends Content-Type application/json, with and without a charset. The RFC has servers take it, and those that answer 406 or 415 get nobody.',
  fix: 'Read application/json and application/scim+json alike, with or without parameters, and answer with JSON.',
  async run({ scim, userBody, created }) {
    for (const type of ['application/json', 'application/json; charset=utf-8']) {
      const answer = await asGoogle(scim).post('/Users', userBody(), { headers: { 'content-type': type } });
      checkStatus(answer, 201, 200);
      created(answer);
      const came = answer.headers['content-type'] ?? 'nothing';
      check(/[/+]json\b/i.test(came), `${answer.request} should be answered with JSON, and Content-Type is ${came}.`);
    }
  },
};
