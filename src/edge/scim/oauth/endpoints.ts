import { hash } from 'node:crypto';
import type { AuthenticatedClient, ClaimedClient } from '../../../core/directory-clients/client-gate.ts';
import { createAccessToken } from '../../../core/directory-clients/create-access-token.ts';
import { revokeAccessToken } from '../../../core/directory-clients/revoke-access-token.ts';
import { Unauthenticated } from '../../../core/directory-clients/unauthenticated.ts';
import type { Context } from '../../../core/verb.ts';
import type { Answer } from '../../http/answer.ts';
import { contextOf } from '../../http/context.ts';
import { claimedClient } from './authentication.ts';
import { OAuthFault } from './errors.ts';
import { type Form, readForm } from './form.ts';
import { CLIENT_CREDENTIALS, JWT_BEARER } from './metadata.ts';
import type { OAuthRequest } from './request.ts';

/** Whoever is not let in is measured by the name that was claimed, in so many measures, whether there is such a client. */
const MEASURES_OF_FAILURES = 64;

/** Gives a client a token (RFC 6749 §4.4, RFC 7523 §2). Throws OAuthFault, Refusal, Outage. */
export async function answerToken(request: OAuthRequest): Promise<Answer> {
  const { form, ...oauth } = await received(request);
  const grant = required(form, 'grant_type');
  oauth.told.grant = grant;
  const assertion = grant === JWT_BEARER ? required(form, 'assertion') : undefined;
  const claimed = claimedClient(oauth.request.headers.authorization, form, assertion);
  const { context, verified } = await admit(oauth, claimed);
  if (grant !== CLIENT_CREDENTIALS && grant !== JWT_BEARER) {
    throw new OAuthFault('unsupported_grant_type', `The grant_type must be ${CLIENT_CREDENTIALS} or ${JWT_BEARER}.`);
  }
  const { id, secret, expiresInSeconds } = await oauth.perform(createAccessToken, context, verified);
  oauth.told.tokenId = id;
  const body = { access_token: secret, token_type: 'Bearer', expires_in: expiresInSeconds };
  return { status: 200, headers: { Pragma: 'no-cache' }, body: JSON.stringify(body) };
}

/** Ends a token of the client (RFC 7009 §2.2): what is none of its own is answered likewise. */
export async function answerRevocation(request: OAuthRequest): Promise<Answer> {
  const { form, ...oauth } = await received(request);
  const claimed = claimedClient(oauth.request.headers.authorization, form);
  const { context, verified } = await admit(oauth, claimed);
  const secret = required(form, 'token');
  await oauth.perform(revokeAccessToken, context, { ...verified, secret });
  return { status: 200 };
}

/** The form, and the time at which it was complete: whoever sends it slowly does not gain time for what expires. */
async function received(oauth: OAuthRequest): Promise<OAuthRequest & { readonly form: Form }> {
  const form = await readForm(oauth.request);
  oauth.told.form = form;
  return { ...oauth, form, arrival: { ...oauth.arrival, now: new Date() } };
}

function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OAuthFault('invalid_request', `The parameter ${name} is missing.`);
  return value;
}

type Admitted = { readonly context: Context; readonly verified: AuthenticatedClient };

/**
 * The client that the request comes from, within what its directory may send. Only who is let in counts there, so that
 * nobody else, not even under the name of a client, can stop it.
 */
async function admit({ clients, rateLimit, arrival, told }: OAuthRequest, claimed: ClaimedClient): Promise<Admitted> {
  const client = await clients.find(claimed);
  told.client = client;
  const verified = await clients.authenticate(claimed, client, arrival.now).catch((error: unknown) => {
    if (error instanceof Unauthenticated) rateLimit.admit(measureOfFailures(claimed), Date.now());
    throw error;
  });
  const { id, organizationId, directoryId } = verified.client;
  rateLimit.admit(directoryId, Date.now());
  told.isAdmitted = true;
  return { verified, context: contextOf(arrival, organizationId, { kind: 'scim_client', id, directoryId }) };
}

function measureOfFailures({ clientId = '' }: ClaimedClient): string {
  return `not let in ${hash('sha256', clientId, 'buffer').readUInt8() % MEASURES_OF_FAILURES}`;
}
