import type { Switch } from '../switch.ts';

/** What the server says of itself. */
export const discoverySwitches = [
  {
    name: 'discovery-as-bare-list',
    sentence: 'Discovery lists its documents without a ListResponse around them',
    red: ['7643-6-resource-types', '7643-7-schemas', 'entra-schemas'],
  },
  {
    name: 'discovery-by-id-404',
    sentence: 'Schemas and resource types cannot be read one by one',
    red: ['7643-6-resource-type-by-name', '7643-7-schema-by-urn'],
  },
  { name: 'discovery-filtered', sentence: 'A filter on discovery is accepted', red: ['7644-4-no-filter-on-discovery'] },
  { name: 'discovery-writable', sentence: 'Discovery answers a POST', red: ['7644-4-discovery-is-read-only'] },
  {
    name: 'config-without-limits',
    sentence: 'ServiceProviderConfig does not tell how much a filter may find',
    red: ['7643-5-config-has-limits'],
  },
  {
    name: 'config-without-change-password',
    sentence: 'ServiceProviderConfig does not speak of changePassword',
    red: ['7643-5-config-is-complete'],
  },
  {
    name: 'pagination-half-told',
    sentence: 'ServiceProviderConfig does not tell whether pages are found by index',
    red: ['9865-4-configuration'],
  },
  {
    name: 'config-404',
    sentence: 'There is no ServiceProviderConfig',
    red: [
      '7643-5-authentication-schemes',
      '7643-5-config-has-limits',
      '7643-5-config-is-complete',
      '7644-3.7.4-too-many-413',
      '9865-4-configuration',
      'authentik-reads-provider-config',
    ],
  },
  {
    name: 'config-without-authentication',
    sentence: 'ServiceProviderConfig does not tell how to authenticate',
    red: ['7643-5-authentication-schemes'],
  },
  {
    name: 'attribute-not-told',
    sentence: '/Schemas leaves out an attribute that users have',
    red: ['7643-7-answers-only-what-is-declared'],
  },
  {
    name: 'enterprise-schema-not-told',
    sentence: '/Schemas leaves the enterprise extension out',
    red: ['7643-7-enterprise-schema'],
  },
  {
    name: 'extension-not-in-resource-type',
    sentence: 'The resource type of users names no extension',
    red: ['7643-6-extension-of-users'],
  },
  {
    name: 'groups-told-writable',
    sentence: '/Schemas says that groups of a user can be written',
    red: ['7643-4.1.2-groups-are-read-only'],
  },
  {
    name: 'sub-attributes-half-told',
    sentence: '/Schemas does not say of sub-attributes whether they are multi-valued',
    red: ['7643-7-attributes-are-described'],
  },
  {
    name: 'user-name-not-told-unique',
    sentence: '/Schemas says that userName is neither required nor unique',
    red: ['7643-7-user-name-is-declared'],
  },
] as const satisfies readonly Switch[];
