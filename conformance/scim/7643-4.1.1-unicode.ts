import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const unicode: Case = {
  id: '7643-4.1.1-unicode',
  title: 'Texts of any script come back unchanged',
  source: 'RFC 7643 §2.3.1',
  law: 'A string is a sequence of Unicode characters.',
  fix: 'Store texts as UTF-8 without changing them.',
  async run({ createUser, read }) {
    const displayName = 'Ἄδα Лавлейс 愛達 🦋 Zoë O’Brien "quoted" \\ back';
    const answer = await read(await createUser({ displayName }));
    checkStatus(answer, 200);
    checkAt(answer, 'displayName', displayName);
  },
};
