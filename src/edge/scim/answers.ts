import { isVersionIn } from '../../core/resources/version.ts';
import type { SearchPage } from '../../core/search/search-resources.ts';
import type { Answer } from '../http/answer.ts';
import type { ScimQuery } from './query.ts';
import { type Rendered, renderGroup, renderList, renderUser, type ScimBase } from './render.ts';

/** A resource that was read or written. */
export function resourceAnswer({ body, version }: Rendered): Answer {
  return { status: 200, headers: { ETag: version }, body };
}

/** A resource that was read, or 304 when the client has this version already (RFC 7644 §3.14). */
export function readAnswer(rendered: Rendered, ifNoneMatch: string | undefined): Answer {
  const { version } = rendered;
  if (ifNoneMatch !== undefined && isVersionIn(ifNoneMatch, version))
    return { status: 304, headers: { ETag: version } };
  return resourceAnswer(rendered);
}

/** A resource that was created, under its address (RFC 7644 §3.3). */
export function createdAnswer({ body, version, location }: Rendered): Answer {
  return { status: 201, headers: { Location: location, ETag: version }, body };
}

/** A page of what a search has found. */
export function pageAnswer(base: ScimBase, page: SearchPage, { startIndex, projection }: ScimQuery): Answer {
  const resources = page.found.map((each) =>
    each.kind === 'user' ? renderUser(base, each.row, projection).body : renderGroup(base, each.row, projection).body,
  );
  return { status: 200, body: renderList(resources, { ...page, startIndex }) };
}
