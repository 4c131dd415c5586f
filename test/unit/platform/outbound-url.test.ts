import { describe, expect, test } from 'vitest';
import { OutboundFault } from '../../../src/platform/outbound-fault.ts';
import { outboundHttp } from '../../../src/platform/outbound-http.ts';
import { assertOutboundUrl } from '../../../src/platform/outbound-url.ts';

const NOWHERE = { allowedPrivateNetworks: [] };

/** Why an address cannot be saved; undefined when it can. */
function refusalOf(url: string, allowedPrivateNetworks: readonly string[] = []): string | undefined {
  try {
    assertOutboundUrl(url, { allowedPrivateNetworks });
    return undefined;
  } catch (error) {
    if (error instanceof OutboundFault && error.reason === 'address_refused') return error.message;
    throw error;
  }
}

describe('without allowed networks', () => {
  test.each([
    'https://issuer.example.com',
    'https://issuer.example.com:443/keys?tenant=a',
    'https://issuer.example.com:8443/keys',
    'HTTPS://ISSUER.example.com/',
    'https://93.184.216.34/keys',
    'https://[2606:2800:220:1::1]/keys',
  ])('%s can be saved', (url) => expect(refusalOf(url)).toBeUndefined());

  test.each([
    ['http://issuer.example.com/', 'Only https on port 443 or 8443'],
    ['https://issuer.example.com:22/', 'Only https on port 443 or 8443'],
    ['https://issuer.example.com:80/', 'Only https on port 443 or 8443'],
    ['http://issuer.example.com:443/', 'Only https on port 443 or 8443'],
    ['https://ada@issuer.example.com/', 'must not hold a user name'],
    ['https://:hunter2@issuer.example.com/', 'must not hold a user name'],
    ['https://issuer.example.com@127.0.0.1/', 'must not hold a user name'],
    ['file:///etc/passwd', 'must start with https://'],
    ['ftp://issuer.example.com/', 'must start with https://'],
    ['data:application/json,{}', 'must start with https://'],
    ['javascript:alert(1)', 'must start with https://'],
    ['gopher://127.0.0.1:25/', 'must start with https://'],
    ['issuer.example.com/keys', 'must start with https://'],
    ['', 'must start with https://'],
    ['https://', 'must start with https://'],
    [`https://issuer.example.com/${'a'.repeat(2_048)}`, 'at most 2048 characters'],
  ])('%s is refused, and told why', (url, words) => {
    const message = refusalOf(url);
    expect(message).toContain(words);
    expect(message).not.toContain('hunter2');
  });

  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['2130706433', 'loopback'],
    ['0x7f.1', 'loopback'],
    ['0177.0.0.1', 'loopback'],
    ['127.1', 'loopback'],
    ['127.0.0.1.', 'loopback'],
    ['１２７.0.0.1', 'loopback'],
    ['127。0。0。1', 'loopback'],
    ['localhost', 'loopback'],
    ['LOCALHOST', 'loopback'],
    ['localhost.', 'loopback'],
    ['issuer.localhost', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0', 'unspecified'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'shared by a carrier'],
    ['100.127.255.255', 'shared by a carrier'],
    ['169.254.169.254', 'link local'],
    ['192.0.0.192', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['198.51.100.1', 'reserved'],
    ['203.0.113.1', 'reserved'],
    ['192.88.99.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['[::1]', 'loopback'],
    ['[0:0:0:0:0:0:0:1]', 'loopback'],
    ['[::]', 'unspecified'],
    ['[::127.0.0.1]', 'reserved'],
    ['[::ffff:127.0.0.1]', 'IPv4 within IPv6'],
    ['[::ffff:7f00:1]', 'IPv4 within IPv6'],
    ['[::ffff:93.184.216.34]', 'IPv4 within IPv6'],
    ['[::ffff:0:127.0.0.1]', 'IPv4 within IPv6'],
    ['[64:ff9b::127.0.0.1]', 'IPv4 within IPv6'],
    ['[64:ff9b::a9fe:a9fe]', 'IPv4 within IPv6'],
    ['[64:ff9b:1::a9fe:a9fe]', 'IPv4 within IPv6'],
    ['[2002:7f00:1::]', '6to4'],
    ['[2001:0:7f00:1::]', 'teredo'],
    ['[fc00::1]', 'unique local'],
    ['[fd00:ec2::254]', 'unique local'],
    ['[fe80::1]', 'link local'],
    ['[febf::1]', 'link local'],
    ['[fec0::1]', 'deprecated site local'],
    ['[ff02::1]', 'multicast'],
    ['[2001:db8::1]', 'reserved'],
    ['[3fff::1]', 'reserved'],
    ['[100::1]', 'discard'],
    ['[4000::1]', 'reserved'],
  ])('https://%s is refused as %s, when it is saved and when it is called', async (host, kind) => {
    const url = `https://${host}/keys`;
    expect(refusalOf(url)).toContain(`does not lead to a public address (${kind})`);
    await expect(outboundHttp(NOWHERE).getJson(url)).rejects.toMatchObject({ reason: 'address_refused' });
  });
});

describe('with allowed networks', () => {
  test.each([
    ['http://10.1.2.3:8080/keys', '10.0.0.0/8'],
    ['https://10.1.2.3/keys', '10.0.0.0/8'],
    ['https://10.1.2.3:22/keys', '10.1.2.3/32'],
    ['http://[fd00::1]/keys', 'fd00::/8'],
    ['http://localhost:8080/keys', '127.0.0.0/8'],
    ['http://localhost:8080/keys', '::1/128'],
    // Where a name leads to is seen when it is called.
    ['http://issuer.corp.example:8080/keys', '10.0.0.0/8'],
  ])('%s can be saved where %s is allowed', (url, network) => expect(refusalOf(url, [network])).toBeUndefined());

  test.each([
    ['https://10.1.2.3/keys', '10.2.0.0/16'],
    ['https://[::ffff:10.1.2.3]/keys', '10.0.0.0/8'],
    ['https://[64:ff9b::10.1.2.3]/keys', '10.0.0.0/8'],
    ['http://localhost/keys', '10.0.0.0/8'],
    ['https://169.254.169.254/keys', '10.0.0.0/8'],
    ['http://93.184.216.34/keys', '10.0.0.0/8'],
    ['https://93.184.216.34:22/keys', '10.0.0.0/8'],
    ['https://ada@10.1.2.3/keys', '10.0.0.0/8'],
    ['file:///etc/passwd', '10.0.0.0/8'],
  ])('%s is refused where %s is allowed', (url, network) => expect(refusalOf(url, [network])).toBeDefined());
});
