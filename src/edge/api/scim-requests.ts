import { z } from 'zod';
import { listScimRequests, scimRequestQuery } from '../../core/scim-requests/list-scim-requests.ts';
import { scimRequestView } from '../../core/scim-requests/scim-request.ts';
import type { Seal } from '../../platform/secrets.ts';
import type { ApiRoute } from './route.ts';

/** The request log of a directory; `cursors` signs its page cursors. */
export function scimRequestRoutes(cursors: Seal): readonly ApiRoute[] {
  const list = listScimRequests(cursors);
  return [
    {
      method: 'get',
      path: '/organizations/:organization/directories/:directory/requests',
      operationId: 'listScimRequests',
      summary:
        'What the identity provider asked of a directory and what it was told, newest first, secrets masked. A page may be short although there is a next one.',
      query: scimRequestQuery,
      status: 200,
      answers: z.object({ requests: z.array(scimRequestView), nextCursor: z.string().nullable() }),
      refuses: [404, 422],
      answer: ({ perform, context, params, query }) =>
        perform(list, context, { ...query, directory: params['directory'] }),
    },
  ];
}
