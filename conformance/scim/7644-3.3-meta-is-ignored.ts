import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const metaIsIgnored: Case = {
  id: '7644-3.3-meta-is-ignored',
  title: 'meta in the body of a POST is ignored',
  source: 'RFC 7644 §3.3; RFC 7643 §3.1',
  law: '`meta` is read-only. Entra ID and others send it all the same; it is left aside, and is no reason to refuse.',
  fix: 'Fill meta yourself, and take what was sent out of the body.',
  async run({ createUser, read }) {
    const past = '2001-01-01T00:00:00Z';
    const { body } = await read(await createUser({ meta: { resourceType: 'Device', created: past } }));
    const [created, resourceType] = [String(at(body, 'meta.created')), at(body, 'meta.resourceType')];
    check(
      !created.startsWith('2001'),
      `meta.created should be the server’s own, and is as it was sent: ${shown(created)}.`,
    );
    check(resourceType !== 'Device', 'meta.resourceType should be the server’s own, and is as it was sent: "Device".');
  },
};
