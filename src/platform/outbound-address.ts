import { isIP, isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network: its first address, and how many leading bits are its own. */
export type Network = readonly [Address, number];

/** The least prefix lengths: 10.0.0.0/8 and fc00::/7 are the widest private networks. Anything wider is a slip. */
const MIN_PREFIX = { ipv4: 8, ipv6: 7 };
const MAX_PREFIX = { ipv4: 32, ipv6: 128 };
const GLOBAL_UNICAST: Network = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Reads a network in CIDR notation, such as 10.1.0.0/16 or fd00:1::/32 (RFC 4632 §3.1, RFC 4291 §2.3). Undefined for
 * anything else, for one with bits set behind its prefix, and for one wider than any private network is.
 */
export function networkOf(cidr: string): Network | undefined {
  const [, address = '', digits = ''] = /^([\da-f.:]+)\/(0|[1-9]\d{0,2})$/i.exec(cidr) ?? [];
  if (isIP(address) === 0) return undefined;
  const first = ipaddr.parse(address);
  const prefix = Number(digits);
  const kind = first.kind();
  if (prefix < MIN_PREFIX[kind] || prefix > MAX_PREFIX[kind]) return undefined;
  const bytes = first.toByteArray();
  const isClean = bytes.every((byte, index) => (byte & (0xff >> Math.min(8, Math.max(0, prefix - index * 8)))) === 0);
  return isClean ? [first, prefix] : undefined;
}

/** Whether an address is within one of the networks. An IPv4 address in IPv6 clothes is not within IPv4 networks. */
export function isWithin(address: string, networks: readonly Network[]): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  return networks.some(([first, prefix]) => first.kind() === parsed.kind() && parsed.match(first, prefix));
}

/**
 * What kind of address it is: `public`, or in words why it is not, such as `loopback` or `link local`. IPv6 addresses
 * that carry an IPv4 address (mapped, NAT64, 6to4, Teredo) are not public, whatever they carry.
 */
export function kindOfAddress(address: string): string {
  if (isIPv4(address)) return inWords(ipaddr.IPv4.parse(address).range());
  if (!isIPv6(address)) return 'no address';
  const range = ipaddr.IPv6.parse(address).range();
  // Outside of 2000::/3 nothing is public, and ::127.0.0.1 is in no range that the library knows.
  return range === 'unicast' && !isWithin(address, [GLOBAL_UNICAST]) ? 'reserved' : inWords(range);
}

const NAMES: Readonly<Record<string, string>> = {
  unicast: 'public',
  ipv4Mapped: 'IPv4 within IPv6',
  rfc6145: 'IPv4 within IPv6',
  rfc6052: 'IPv4 within IPv6',
  carrierGradeNat: 'shared by a carrier',
};

function inWords(range: string): string {
  return NAMES[range] ?? range.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
