import type { Case } from '../kit/case.ts';

/** What each part of the RFCs is about; the first that an id begins with counts. */
const SECTIONS: readonly (readonly [prefix: string, name: string])[] = [
  ['7643-2', 'RFC 7643 §2, values'],
  ['7643-3', 'RFC 7643 §3, resources'],
  ['7643-4.1', 'RFC 7643 §4.1, users'],
  ['7643-4.2', 'RFC 7643 §4.2, groups'],
  ['7643-4.3', 'RFC 7643 §4.3, the enterprise extension'],
  ['7643-', 'RFC 7643 §5 to §7, what a server says of itself'],
  ['7644-2', 'RFC 7644 §2, who is let in'],
  ['7644-3.10', 'RFC 7644 §3.10, names of attributes'],
  ['7644-3.11', 'RFC 7644 §3.11, /Me'],
  ['7644-3.12', 'RFC 7644 §3.12, errors'],
  ['7644-3.14', 'RFC 7644 §3.14, versions'],
  ['7644-3.1', 'RFC 7644 §3.1, media types'],
  ['7644-3.3', 'RFC 7644 §3.3, creating'],
  ['7644-3.4.2.2', 'RFC 7644 §3.4.2.2, filters'],
  ['7644-3.4.2.3', 'RFC 7644 §3.4.2.3, sorting'],
  ['7644-3.4.2.4', 'RFC 7644 §3.4.2.4, pages'],
  ['7644-3.4.3', 'RFC 7644 §3.4.3, searching by POST'],
  ['7644-3.4', 'RFC 7644 §3.4, reading'],
  ['7644-3.5.1', 'RFC 7644 §3.5.1, replacing'],
  ['7644-3.5.2', 'RFC 7644 §3.5.2, PATCH'],
  ['7644-3.6', 'RFC 7644 §3.6, deleting'],
  ['7644-3.7', 'RFC 7644 §3.7, bulk'],
  ['7644-3.9', 'RFC 7644 §3.9, choice of attributes'],
  ['7644-4', 'RFC 7644 §4, discovery'],
  ['9865-', 'RFC 9865, cursors'],
];

/** What results are gathered by: a part of an RFC, or a client. */
export function sectionOf({ id, client }: Pick<Case, 'id' | 'client'>): string {
  return client ?? SECTIONS.find(([prefix]) => id.startsWith(prefix))?.[1] ?? id;
}
