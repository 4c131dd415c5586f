/** Where the door is mounted. */
export const MOUNT = '/scim/v2';

/** What an address below the door names; segments are decoded. */
export type Address = {
  readonly directory: string;
  /** The segments behind the directory, without empty ones. */
  readonly segments: readonly string[];
  /** What follows the question mark, as it was sent. */
  readonly query: string;
  /** All behind the directory, as it was sent. */
  readonly rest: string;
};

/**
 * Entra ID's switches are typed behind the base URL. Where a client puts the path behind them, the path is what
 * follows: `…/{directory}?aadOptscim062020/Users?filter=…`.
 */
const SWITCHED = /^(?:aadOptscim062020|AzureAdScimPatch2017)(\/[^?&]*)(?:[?&](.*))?$/i;

/** Reads the address of a request. */
export function addressOf(url: string): Address {
  const mark = url.indexOf('?');
  const path = url.slice(MOUNT.length, mark === -1 ? undefined : mark);
  const query = mark === -1 ? '' : url.slice(mark + 1);
  const [, directory = '', ...more] = path.split('/');
  const switched = SWITCHED.exec(query);
  const segments = switched === null ? more : [...more, ...(switched[1] ?? '').split('/')];
  return {
    directory,
    segments: segments.filter((segment) => segment !== '').map(decoded),
    query: switched === null ? query : (switched[2] ?? ''),
    rest: url.slice(MOUNT.length + 1 + directory.length),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Gives the value of a query parameter, decoded once; null when it is not there. In a filter a `+` is a blank only
 * where no blank is written as %20: then the client does not write forms, and the sign is part of an address.
 */
export function parametersIn(query: string): (name: string) => string | null {
  if (query === '') return () => null;
  let parsed: URLSearchParams | undefined;
  return (name) => {
    parsed ??= new URLSearchParams(query);
    const value = parsed.get(name);
    return name === 'filter' && value !== null && query.includes('+') ? filterIn(query, value) : value;
  };
}

function filterIn(query: string, value: string): string | null {
  const raw = query.split('&').find((part) => part.startsWith('filter=')) ?? '';
  if (!/%20| /.test(raw)) return value;
  return new URLSearchParams(raw.replaceAll('+', '%2B')).get('filter');
}
