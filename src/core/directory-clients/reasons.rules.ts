import { maskText } from '../scim-requests/mask.rules.ts';

/** Every reason for which a client of a directory was not believed. */
export type AuthenticationReason =
  | 'unknown_client'
  | 'client_revoked'
  | 'secret_wrong'
  | 'secret_expired'
  | 'secret_revoked'
  | 'assertion_malformed'
  | 'algorithm_refused'
  | 'key_unknown'
  | 'signature_wrong'
  | 'issuer_wrong'
  | 'subject_wrong'
  | 'audience_wrong'
  | 'tenant_wrong'
  | 'expired'
  | 'not_yet_valid'
  | 'lifetime_too_long'
  | 'replayed'
  | 'keys_unavailable';

/** What a claim says and what it should say; both may be shown to whoever runs the client. */
export type Seen = { readonly claimed: unknown; readonly expected: string };

/** Why a client was not believed, and what was seen, where that helps. */
export type AuthenticationFault = { readonly reason: AuthenticationReason; readonly seen?: Seen | undefined };

const MAX_SHOWN = 200;

/** The reason by name, in a sentence, and what to change where the client is set up. For the directory's own record. */
export function explainReason({ reason, seen }: AuthenticationFault): string {
  const { what, advice } = sentences[reason];
  const shown = seen === undefined ? '' : ` It says ${shownValue(seen.claimed)} and should say ${seen.expected}.`;
  return `The client was not let in (${reason}): ${what}.${shown} ${advice}`;
}

/** Unverified, so it is cut, and may turn out to be a secret that was put into the wrong field. */
function shownValue(claimed: unknown): string {
  if (claimed === undefined) return 'nothing';
  return maskText(JSON.stringify(claimed), MAX_SHOWN);
}

type Sentence = { readonly what: string; readonly advice: string };

const newSecret = 'Make another secret for this client and put it where the client is set up.';
const newKeys = 'Replace the keys of this credential by those that the client, or its issuer, signs with today.';
const clocks = 'Compare the clock of the machine that makes the assertions with the time of this request.';
const microsoft =
  'With Microsoft Entra ID: the issuer holds the id of the tenant, the subject is the object id of the enterprise application, and the audience is what its provisioning asks tokens for.';

const sentences: Readonly<Record<AuthenticationReason, Sentence>> = {
  unknown_client: {
    what: 'there is no client with this client_id',
    advice: 'Compare the client_id with the one that this directory shows.',
  },
  client_revoked: {
    what: 'the client, or the credential that it used, was revoked, or its keys were just replaced',
    advice: 'Make another client or credential for this directory, if it should fetch tokens again.',
  },
  secret_wrong: { what: 'its secret is none of this client', advice: newSecret },
  secret_expired: { what: 'its secret has expired', advice: newSecret },
  secret_revoked: { what: 'its secret was revoked', advice: newSecret },
  assertion_malformed: {
    what: 'its assertion is not a signed JWT of at most 8 KB with the claims that RFC 7523 asks for',
    advice: 'iss, sub, aud and exp are needed; exp, iat and nbf are seconds; crit is not understood.',
  },
  algorithm_refused: {
    what: 'its assertion is signed by an algorithm that is not accepted, or not the one of the key',
    advice: 'Sign with RS256, PS256 or ES256 (or their 384 and 512), or with EdDSA.',
  },
  key_unknown: { what: 'its assertion is signed by a key that is not known here', advice: newKeys },
  signature_wrong: { what: 'the signature of its assertion does not fit the key that it names', advice: newKeys },
  issuer_wrong: {
    what: 'its assertion comes from an issuer that this client does not name',
    advice: `Set the issuer of the credential to what the assertions say. ${microsoft}`,
  },
  subject_wrong: {
    what: 'its assertion is about somebody else',
    advice: `Set the subject of the credential to what the assertions say. ${microsoft}`,
  },
  audience_wrong: {
    what: 'its assertion is meant for somebody else, or for more than one',
    advice: `The assertion must name exactly one audience. ${microsoft}`,
  },
  tenant_wrong: {
    what: 'its assertion comes from another tenant',
    advice: 'Set the tenant of the credential to the claim tid of the assertions.',
  },
  expired: { what: 'its assertion has expired', advice: `Make a new assertion for each token. ${clocks}` },
  not_yet_valid: { what: 'its assertion is from the future', advice: clocks },
  lifetime_too_long: {
    what: 'its assertion would count for too long',
    advice: 'Let assertions of a key of its own expire within an hour, and those of an issuer within 24 hours.',
  },
  replayed: {
    what: 'its assertion was used before',
    advice: 'An assertion counts once: make a new one for each request, with a jti of its own.',
  },
  keys_unavailable: {
    what: 'the keys of its issuer could not be fetched',
    advice: 'Nothing is known to be wrong with the assertion. See whether the jwksUri of the credential answers.',
  },
};
