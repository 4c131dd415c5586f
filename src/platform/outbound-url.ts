import { isIP } from 'node:net';
import { isWithin, kindOfAddress, type Network, networkOf } from './outbound-address.ts';
import { OutboundFault } from './outbound-fault.ts';

const MAX_LENGTH = 2_048;
const SETTING = 'DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS';
/** WHATWG URLs leave out a scheme's own port, so that https on 443 has none. */
const PUBLIC_PORTS = ['', '8443'];

/** An address that may be called, as far as its text tells. */
export type Target = {
  readonly url: URL;
  readonly networks: readonly Network[];
  /** False for http and unusual ports: these are for the allowed private networks alone. */
  readonly mayBePublic: boolean;
};

/** The allowed networks, parsed. Throws an Error for what is not in CIDR notation: config.ts has checked it. */
export function networksOf(allowedPrivateNetworks: readonly string[]): Network[] {
  return allowedPrivateNetworks.map((cidr) => {
    const network = networkOf(cidr);
    if (network === undefined) throw new Error(`${cidr} is not a network in CIDR notation`);
    return network;
  });
}

/**
 * For when an address is saved: throws OutboundFault `address_refused` with a sentence that says why. Looks at the
 * text alone; where a name leads to is checked at every call.
 */
export function assertOutboundUrl(url: string, options: { readonly allowedPrivateNetworks: readonly string[] }): void {
  targetOf(url, networksOf(options.allowedPrivateNetworks));
}

/** Reads what is to be called. Throws OutboundFault `address_refused`. */
export function targetOf(claimed: string, networks: readonly Network[]): Target {
  if (claimed.length > MAX_LENGTH) throw refused(`An address has at most ${MAX_LENGTH} characters.`);
  const url = URL.canParse(claimed) ? new URL(claimed) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw refused('The address must start with https://.');
  if (`${url.username}${url.password}` !== '') throw refused('The address must not hold a user name or a password.');
  const mayBePublic = url.protocol === 'https:' && PUBLIC_PORTS.includes(url.port);
  const target = { url, networks, mayBePublic };
  if (!mayBePublic && networks.length === 0) throw notForPublic();
  const literals = literalsOf(url.hostname);
  const faults = literals.map((address) => faultOfAddress(address, target)).filter((fault) => fault !== undefined);
  const [first] = faults;
  if (first !== undefined && faults.length === literals.length) throw first;
  return target;
}

/** Why this address may not be called for that target; undefined when it may. */
export function faultOfAddress(address: string, { url, networks, mayBePublic }: Target): OutboundFault | undefined {
  if (isWithin(address, networks)) return undefined;
  const kind = kindOfAddress(address);
  if (kind === 'public') return mayBePublic ? undefined : notForPublic();
  return refused(
    `${url.hostname} does not lead to a public address (${kind}). The operator can allow its network in ${SETTING}.`,
  );
}

/** The addresses that a host is known to mean without asking: WHATWG URLs have made 2130706433 and 0x7f.1 plain. */
function literalsOf(hostname: string): string[] {
  if (/(?:^|\.)localhost\.?$/.test(hostname)) return ['127.0.0.1', '::1'];
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 ? [] : [address];
}

function notForPublic(): OutboundFault {
  return refused(`Only https on port 443 or 8443 may be called, except in the networks that ${SETTING} lists.`);
}

function refused(message: string): OutboundFault {
  return new OutboundFault('address_refused', message);
}
