import { Refusal } from '../../platform/refusal.ts';
import type { Answer } from '../http/answer.ts';
import { answerBulk } from './bulk.ts';
import { answerList } from './lists.ts';
import { queryOf, searchRequestOf } from './query.ts';
import type { ScimRequest } from './request.ts';

/** GET on the base URL: users and groups together (RFC 7644 §3.4.2.1). */
export async function listAll(request: ScimRequest): Promise<Answer> {
  return answerList({ request, search: 'all' }, queryOf(request));
}

/** POST /.search (RFC 7644 §3.4.3). */
export async function searchAll(request: ScimRequest): Promise<Answer> {
  return answerList({ request, search: 'all' }, await searchRequestOf(request));
}

/** POST /Bulk (RFC 7644 §3.7). */
export async function bulk({ base, body, dispatch }: ScimRequest): Promise<Answer> {
  return answerBulk({ body: await body(), base, dispatch });
}

/** /Me (RFC 7644 §3.11): a directory's token is no user's. */
export async function me(): Promise<Answer> {
  throw new Refusal(
    'not_implemented',
    'This token belongs to a directory and to no user, so there is nobody that /Me could be. Use /Users.',
  );
}
