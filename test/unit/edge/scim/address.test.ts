import { describe, expect, test } from 'vitest';
import { addressOf, parametersIn } from '../../../../src/edge/scim/address.ts';

describe('the address of a request', () => {
  test.each([
    ['/scim/v2/abc/Users/u1?count=1', { directory: 'abc', segments: ['Users', 'u1'], query: 'count=1' }],
    ['/scim/v2/abc/', { directory: 'abc', segments: [], query: '' }],
    ['/scim/v2', { directory: '', segments: [], query: '' }],
    ['/scim/v2/abc/Users/a%2Fb', { segments: ['Users', 'a/b'] }],
    ['/scim/v2/abc/Users/%zz', { segments: ['Users', '%zz'] }],
    ['/scim/v2/abc//Users//u1/', { segments: ['Users', 'u1'] }],
  ])('%s', (url, parts) => expect(addressOf(url)).toMatchObject(parts));

  test.each([
    ['/scim/v2/abc?aadOptscim062020/Users?filter=x', { segments: ['Users'], query: 'filter=x' }],
    ['/scim/v2/abc?AzureAdScimPatch2017/Groups/g1', { segments: ['Groups', 'g1'], query: '' }],
    ['/scim/v2/abc/Users?aadOptscim062020&filter=x', { segments: ['Users'], query: 'aadOptscim062020&filter=x' }],
    ['/scim/v2/abc?something/Users', { segments: [], query: 'something/Users' }],
  ])('E1 a path behind Entra ID’s switch: %s', (url, parts) => expect(addressOf(url)).toMatchObject(parts));

  test('what follows the directory is told as it was sent', () => {
    expect(addressOf('/scim/v2/abc/Users?filter=a%20b').rest).toBe('/Users?filter=a%20b');
  });
});

describe('a parameter', () => {
  test.each([
    ['filter=userName%20eq%20%22a+b%40c%22', 'userName eq "a+b@c"'],
    ['filter=userName+eq+%22a%2Bb%40c%22', 'userName eq "a+b@c"'],
    ['filter=userName%20eq%20%22a%2Bb%22&attributes=a+b', 'userName eq "a+b"'],
    ['filter=userName+pr', 'userName pr'],
    ['count=1', null],
    ['', null],
  ])('filter of %s', (query, filter) => expect(parametersIn(query)('filter')).toBe(filter));

  test('elsewhere a + is a blank, and everything is decoded once', () => {
    expect(parametersIn('sortBy=a+b%2525')('sortBy')).toBe('a b%25');
  });
});
