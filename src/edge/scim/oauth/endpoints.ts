import type { AuthenticatedClient, ClaimedClient } from '../../../core/directory-clients/client-gate.ts';
import { createAccessToken } from '../../../core/directory-clients/create-access-token.ts';
import { revokeAccessToken } from '../../../core/directory-clients/revoke-access-token.ts';
import type { Context } from '../../../core/verb.ts';
import type { Answer } from '../../http/answer.ts';
import { contextOf } from '../../http/context.ts';
import { claimedClient } from './authentication.ts';
import { OAuthFault } from './errors.ts';
import { type Form, readForm } from './form.ts';
import { CLIENT_CREDENTIALS, JWT_BEARER } from './metadata.ts';
import type { OAuthRequest } from './request.ts';

/** Strangers share one measure, whatever they call themselves. */
const STRANGERS = 'clients that there are not';

/** Gives a client a token (RFC 6749 §4.4, RFC 7523 §2). Throws OAuthFault, Refusal, Outage. */
export async function answerToken(oauth: OAuthRequest): Promise<Answer> {
  const form = await formOf(oauth);
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
export async function answerRevocation(oauth: OAuthRequest): Promise<Answer> {
  const form = await formOf(oauth);
  const claimed = claimedClient(oauth.request.headers.authorization, form);
  const { context, verified } = await admit(oauth, claimed);
  const secret = required(form, 'token');
  await oauth.perform(revokeAccessToken, context, { ...verified, secret });
  return { status: 200 };
}

async function formOf({ request, told }: OAuthRequest): Promise<Form> {
  const form = await readForm(request);
  told.form = form;
  return form;
}

function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OAuthFault('invalid_request', `The parameter ${name} is missing.`);
  return value;
}

type Admitted = { readonly context: Context; readonly verified: AuthenticatedClient };

/** The client that the request comes from, within what its directory, or all strangers together, may send. */
async function admit({ clients, rateLimit, arrival, told }: OAuthRequest, claimed: ClaimedClient): Promise<Admitted> {
  const client = await clients.find(claimed);
  told.client = client;
  rateLimit.admit(client?.directoryId ?? STRANGERS, arrival.now.getTime());
  const verified = await clients.authenticate(claimed, client, arrival.now);
  told.isAdmitted = true;
  const { id, organizationId, directoryId } = verified.client;
  return { verified, context: contextOf(arrival, organizationId, { kind: 'scim_client', id, directoryId }) };
}
