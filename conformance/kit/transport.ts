import { Unreachable } from './failed.ts';

/** A request as it goes out. */
export type Outgoing = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly timeoutMs: number;
};

/** An answer as it came in; names of headers are in lower case. */
export type Incoming = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Brings a request to the server and its answer back. Throws Unreachable. */
export type Transport = (outgoing: Outgoing) => Promise<Incoming>;

/** Over HTTP. Redirects are answers like others: a token is not for another server. */
export async function overHttp({ method, url, headers, body, timeoutMs }: Outgoing): Promise<Incoming> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  } catch (error) {
    throw new Unreachable(reasonOf(error, url, timeoutMs), { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be resolved now',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to the host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
};

function reasonOf(error: unknown, url: string, timeoutMs: number): string {
  const { origin } = new URL(url);
  if (error instanceof Error && error.name === 'TimeoutError')
    return `${origin} did not answer within ${timeoutMs / 1000} s.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return `${origin} cannot be reached: ${REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))}.`;
}
