import type { Case } from '../kit/case.ts';
import { checkEqual, checkShows, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const extensionInAttributes: Case = {
  id: '7644-3.10-attributes-extension',
  title: 'attributes may name an attribute of the enterprise extension',
  source: 'RFC 7644 §3.10, §3.9',
  law: 'An attribute of an extension is asked for by its full name, and comes alone in the object of the extension.',
  fix: 'Resolve the URN of the enterprise extension in `attributes`, and show that attribute and no others of it.',
  async run({ scim, createUser }) {
    const { id } = await createUser({
      schemas: [URN.user, URN.enterprise],
      [URN.enterprise]: { department: 'Mathematics', employeeNumber: '1815' },
    });
    const query = { attributes: `${URN.enterprise}:department` };
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query });
    checkStatus(answer, 200);
    checkEqual(answer.body[URN.enterprise], { department: 'Mathematics' }, 'The enterprise extension');
    checkShows(answer.body, { shows: ['id'], hides: ['userName', 'name'] }, answer.request);
  },
};
