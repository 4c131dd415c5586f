import { randomUUID } from 'node:crypto';
import type { Case } from '../../kit/case.ts';
import { checkError, checkStatus } from '../../kit/checks.ts';
import { pathOf } from '../client.ts';

export const authentikPutUnknownIs404: Case = {
  id: 'authentik-put-unknown-is-404',
  title: 'PUT of a user who is not there is answered with 404, and the user can then be created',
  source: 'authentik, SCIM provider; RFC 7644 §3.5.1',
  law: 'When somebody was deleted on the server, authentik learns it from the 404 to its PUT and creates them anew. After any other answer it tries the PUT again at each sync.',
  fix: 'Answer PUT with an unknown id with 404; create nothing, or the POST that follows is refused.',
  async run({ scim, userBody, created }) {
    const id = randomUUID();
    const body = userBody();
    const put = await scim.put(pathOf('Users', id), { ...body, id });
    // Whatever a server that creates here has made is not to stay.
    if (put.status < 300) await scim.delete(pathOf('Users', id));
    checkError(put, 404);
    const answer = await scim.post('/Users', body);
    created(answer);
    checkStatus(answer, 201, 200);
  },
};
