import { Unreachable } from './failed.ts';
import { at, parsedJson } from './json.ts';
import { overHttp, type Transport } from './transport.ts';

/** A token that is fetched, and who fetches it. */
export type ClientCredentials = {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly timeoutMs: number;
};

/** A token is fetched anew so long before it ends. */
const MARGIN_MS = 60_000;
/** For a server that does not say how long its tokens live (RFC 6749 §5.1). */
const PRESET_SECONDS = 300;

/**
 * Fetches a token by client credentials (RFC 6749 §4.4, the secret by HTTP Basic), and keeps it until a minute before it
 * ends. Throws Unreachable with what the token endpoint said.
 */
export function fetchedToken(credentials: ClientCredentials, transport: Transport = overHttp): () => Promise<string> {
  let current: Promise<{ token: string; untilMs: number }> | undefined;
  const fetched = async (): Promise<string> => {
    current ??= fetchToken(credentials, transport);
    const { token, untilMs } = await current.catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    if (Date.now() < untilMs) return token;
    current = undefined;
    return fetched();
  };
  return fetched;
}

async function fetchToken({ tokenUrl, clientId, clientSecret, timeoutMs }: ClientCredentials, transport: Transport) {
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const { status, body } = await transport({
    method: 'POST',
    url: tokenUrl,
    headers: {
      accept: 'application/json',
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
    timeoutMs,
  });
  const answer = parsedJson(body);
  const token = at(answer, 'access_token');
  if (status !== 200 || typeof token !== 'string') {
    const said = at(answer, 'error_description') ?? at(answer, 'error');
    throw new Unreachable(
      `The token endpoint ${tokenUrl} gave no token: it answered ${status}${typeof said === 'string' ? `, ${said}` : ''}.`,
    );
  }
  const seconds = Number(at(answer, 'expires_in') ?? PRESET_SECONDS);
  // A token that lives no longer than the margin is used all the same, for half of its life.
  const livesMs = Math.max(seconds * 1_000 - MARGIN_MS, seconds * 500);
  return { token, untilMs: Date.now() + livesMs };
}
