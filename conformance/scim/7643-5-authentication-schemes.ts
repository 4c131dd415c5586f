import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { objectsIn, shown } from '../kit/json.ts';

export const authenticationSchemes: Case = {
  id: '7643-5-authentication-schemes',
  title: 'The configuration says how clients are let in',
  source: 'RFC 7643 §5',
  law: 'authenticationSchemes lists the ways of authentication, each with type, name and description.',
  fix: 'List at least one scheme with its type (oauthbearertoken for bearer tokens), name and description.',
  async run({ scim }) {
    const answer = await scim.get('/ServiceProviderConfig');
    checkStatus(answer, 200);
    const schemes = objectsIn(answer.body['authenticationSchemes']);
    check(schemes.length > 0, 'authenticationSchemes should list at least one scheme.');
    for (const scheme of schemes) {
      for (const name of ['type', 'name', 'description']) {
        check(
          typeof scheme[name] === 'string' && scheme[name] !== '',
          `Each scheme should have a ${name}; one is ${shown(scheme)}.`,
        );
      }
    }
  },
};
