import { randomUUID } from 'node:crypto';
import type { Case } from '../../kit/case.ts';
import { check, checkStatus } from '../../kit/checks.ts';
import type { Answer } from '../../kit/scim-client.ts';

export const oneloginAnswersApplicationJson: Case = {
  id: 'onelogin-answers-application-json',
  title: 'Who accepts only application/json is answered with that, errors too',
  source: 'OneLogin, "Implement RESTful SCIM APIs for your app"; RFC 7644 §3.8',
  law: 'OneLogin asks for application/json and says that every answer must be that. Others insist on application/scim+json, so the Accept header has to decide.',
  fix: 'Answer with Content-Type application/json when Accept names that and not application/scim+json, in refusals as well.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const onelogin = scim.as({ headers: { accept: 'application/json' } });
    const there = await onelogin.get(`/Users/${id}`);
    checkStatus(there, 200);
    checkJson(there);
    const missing = await onelogin.get(`/Users/${randomUUID()}`);
    checkStatus(missing, 404);
    checkJson(missing);
  },
};

function checkJson({ headers, request, status }: Answer): void {
  const type = headers['content-type'] ?? 'nothing';
  check(
    /^application\/json\b/i.test(type),
    `${request} should be answered with Content-Type application/json (the status was ${status}), and was with ${type}.`,
  );
}
