import { randomUUID } from 'node:crypto';
import type { Feature } from './case.ts';
import { Unreachable } from './failed.ts';
import { at } from './json.ts';
import type { Answer, ScimClient } from './scim-client.ts';
import { URN } from './urns.ts';

/** What can be said of a server before the first case. */
export type FirstLook = {
  /** What is wrong with it as a whole. */
  readonly verdict?: string;
  /** No case can pass, and none is worth sending. */
  readonly isHopeless: boolean;
  /** What it says that it lacks. A server that says nothing is held to everything. */
  readonly lacks: ReadonlySet<Feature>;
  readonly offers: readonly Feature[];
};

const FEATURES: readonly Feature[] = ['patch', 'bulk', 'filter', 'sort', 'etag', 'cursor'];

/** Asks for the server's own description, and for somebody who cannot be there. */
export async function firstLook(scim: ScimClient): Promise<FirstLook> {
  const nothing = { lacks: new Set<Feature>(), offers: [] };
  try {
    const config = await scim.get('/ServiceProviderConfig');
    const nobody = await scim.get(`/Users/${randomUUID()}`);
    const refused = refusalOf(nobody);
    if (refused !== undefined) return { verdict: refused, isHopeless: true, ...nothing };
    const verdict =
      verdictOn(nobody) ?? verdictOn(config) ?? verdictOnUsers(await scim.get('/Users', { query: { count: 1 } }));
    return { ...(verdict === undefined ? {} : { verdict }), isHopeless: false, ...featuresOf(config) };
  } catch (error) {
    if (error instanceof Unreachable) return { verdict: error.message, isHopeless: true, ...nothing };
    throw error;
  }
}

function refusalOf({ status }: Answer): string | undefined {
  if (status === 401)
    return 'The server does not accept the token (401). Check the token, and that it belongs to this base URL.';
  if (status === 403) return 'The token may not read users (403). The kit needs one that may read and write.';
  return undefined;
}

function verdictOn({ status, headers, text, request }: Answer): string | undefined {
  const type = headers['content-type'] ?? '';
  if (/html/i.test(type) || /^\s*<(?:!doctype|html)/i.test(text)) {
    return `${request} is answered with an HTML page (${status}): this is a web site, a login page or a proxy in front, and not a SCIM base URL.`;
  }
  if (status >= 300 && status < 400) {
    return `${request} is answered with a redirect (${status}) to ${headers['location'] ?? 'nowhere'}: put the final address in as the base URL.`;
  }
  if (status === 200 && !request.endsWith('ServiceProviderConfig')) {
    return `The server answers 200 for a user who cannot be there: it says yes to everything, and nothing that it says can be trusted.`;
  }
  if (status >= 500) return `${request} is answered with ${status}: the server is failing.`;
  return undefined;
}

function verdictOnUsers({ status, request }: Answer): string | undefined {
  if (status !== 404) return undefined;
  return `${request} is answered with 404: there are no users at this address. Check the base URL; mostly it ends with /scim/v2 or the like.`;
}

/** Only a description that is one counts: what is missing in it is lacking, as RFC 7643 §5 requires each to be there. */
function featuresOf({ status, body }: Answer): Pick<FirstLook, 'lacks' | 'offers'> {
  const { schemas } = body;
  const isDescription = status === 200 && Array.isArray(schemas) && schemas.includes(URN.serviceProviderConfig);
  if (!isDescription) return { lacks: new Set(), offers: [] };
  const has = (feature: Feature): boolean =>
    feature === 'cursor' ? at(body, 'pagination.cursor') === true : at(body, `${feature}.supported`) === true;
  return { lacks: new Set(FEATURES.filter((each) => !has(each))), offers: FEATURES.filter(has) };
}
