import type { Case } from '../kit/case.ts';
import { checkAt } from '../kit/checks.ts';

export const utf8: Case = {
  id: '7644-3.1-utf-8',
  title: 'Names from all over the world come back as they were sent',
  source: 'RFC 7644 §3.1; RFC 7643 §1.1',
  law: 'JSON is in UTF-8 in both directions. A name that comes back changed is sent again by Entra ID in every cycle.',
  fix: 'Read and write bodies as UTF-8, and store names in columns that hold all of Unicode (in MySQL utf8mb4).',
  async run({ createUser, read }) {
    const displayName = 'Zoë Łukasiewicz 中村 Σίσυφος 🦉';
    checkAt(await read(await createUser({ displayName })), 'displayName', displayName);
  },
};
