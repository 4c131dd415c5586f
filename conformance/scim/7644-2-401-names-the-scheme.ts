import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const answer401NamesTheScheme: Case = {
  id: '7644-2-401-names-the-scheme',
  title: 'A 401 names the way of signing in that it wants, in WWW-Authenticate',
  source: 'RFC 7644 §2',
  law: 'A server tells in the header WWW-Authenticate which kinds of authentication it takes, as HTTP wants of every 401.',
  fix: 'Send `WWW-Authenticate: Bearer` with every 401.',
  async run({ scim, unique, skip }) {
    const answer = await scim.get('/Users', { token: unique('wrong'), query: { count: 1 } });
    if (answer.status >= 400 && answer.status !== 401) skip(`The server does not answer 401 but ${answer.status}.`);
    const scheme = answer.headers['www-authenticate'] ?? '';
    check(
      answer.status === 401 && /^\w+/.test(scheme),
      `${answer.request} with a wrong token should be answered 401 with WWW-Authenticate, and was ${answer.status} with ${shown(scheme)}.`,
    );
  },
};
