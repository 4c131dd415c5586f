import type { ClaimedClient } from '../../../core/directory-clients/client-gate.ts';
import { OAuthFault } from './errors.ts';
import type { Form } from './form.ts';

/** RFC 7523 §2.2: how an assertion that stands for the client's secret is announced. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/**
 * How a request says which client it comes from: by HTTP Basic, by a secret or an assertion in the form, or by the
 * assertion of the grant itself. Exactly one way counts (RFC 6749 §2.3). Throws OAuthFault.
 */
export function claimedClient(authorization: string | undefined, form: Form, grantAssertion?: string): ClaimedClient {
  const ways = [authorization, form.get('client_secret'), form.get('client_assertion'), grantAssertion];
  if (ways.filter((way) => way !== undefined).length > 1) {
    throw new OAuthFault('invalid_request', 'The request authenticates its client in more than one way. Send one.');
  }
  const clientId = form.get('client_id');
  if (authorization !== undefined) return fromBasic(authorization, clientId);
  const assertion = grantAssertion ?? assertionIn(form);
  if (assertion !== undefined) return { kind: 'assertion', clientId, assertion };
  const secret = form.get('client_secret');
  if (clientId !== undefined && secret !== undefined) return { kind: 'secret', clientId, secret };
  throw new OAuthFault(
    'invalid_client',
    'Send client_id and client_secret, by HTTP Basic or in the form, or a client_assertion.',
    401,
  );
}

function assertionIn(form: Form): string | undefined {
  const assertion = form.get('client_assertion');
  if (assertion !== undefined && form.get('client_assertion_type') !== ASSERTION_TYPE) {
    throw new OAuthFault('invalid_request', `A client_assertion needs the client_assertion_type ${ASSERTION_TYPE}.`);
  }
  return assertion;
}

/** RFC 6749 §2.3.1: both parts are form-encoded before they are put together. */
function fromBasic(authorization: string, named: string | undefined): ClaimedClient {
  const encoded = BASIC.exec(authorization)?.[1];
  if (encoded === undefined) {
    throw new OAuthFault(
      'invalid_client',
      'The Authorization header must be HTTP Basic with client_id and secret.',
      401,
    );
  }
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const clientId = formDecoded(id);
  if (named !== undefined && named !== clientId) {
    throw new OAuthFault('invalid_request', 'The client_id of the form is not the one of the Authorization header.');
  }
  return { kind: 'secret', clientId, secret: formDecoded(secret) };
}

function formDecoded(text = ''): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new OAuthFault('invalid_request', 'The Authorization header is not form-encoded (RFC 6749, section 2.3.1).');
  }
}
