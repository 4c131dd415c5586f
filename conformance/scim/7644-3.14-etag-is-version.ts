import type { Case } from '../kit/case.ts';
import { check, checkEqual } from '../kit/checks.ts';
import { strong } from '../kit/etags.ts';
import { at } from '../kit/json.ts';

export const etagIsVersion: Case = {
  id: '7644-3.14-etag-is-version',
  title: 'The ETag of a user is their meta.version',
  source: 'RFC 7644 §3.14',
  law: 'The version of a resource stands in the header ETag and, the same, in meta.version.',
  fix: 'Send the header ETag with every answer that is one resource, and put the same into meta.version.',
  needs: ['etag'],
  async run({ createUser, read }) {
    const { headers, body, request } = await read(await createUser());
    const tag = headers['etag'];
    check(tag !== undefined && tag !== '', `${request} should be answered with an ETag, and was with none.`);
    checkEqual(strong(at(body, 'meta.version')), strong(tag), `meta.version in the answer to ${request}`);
  },
};
