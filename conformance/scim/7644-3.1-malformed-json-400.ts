import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const malformedJson400: Case = {
  id: '7644-3.1-malformed-json-400',
  title: 'A body that is not JSON is answered 400 with invalidSyntax',
  source: 'RFC 7644 §3.12, table 9',
  law: 'A body that cannot be read is refused with 400 and the scimType invalidSyntax.',
  fix: 'Catch the error of your JSON parser and answer it with a SCIM Error: 400, scimType invalidSyntax. It must not become a 500.',
  async run({ scim }) {
    checkError(await scim.post('/Users', '{"userName": "ada"'), 400, 'invalidSyntax');
  },
};
