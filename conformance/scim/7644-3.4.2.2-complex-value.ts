import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const complexMeansItsValue: Case = {
  id: '7644-3.4.2.2-complex-value',
  title: 'emails co looks into the values of the addresses',
  source: 'RFC 7644 §3.4.2.2',
  law: 'Where a list of complex elements is compared by its own name, its `value` is meant: the RFC’s own examples have `emails co "example.com"`.',
  fix: 'Read a multi-valued complex attribute without a sub-attribute as its `value`.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const part = unique('home');
    const { id } = await createUser({ emails: [{ value: `${part}@example.com`, type: 'work', primary: true }] });
    checkFinds(await scim.get('/Users', { query: { filter: `emails co "${part}"` } }), [id]);
  },
};
