import type { Switch } from '../switch.ts';

/** Bulks. */
export const bulkSwitches = [
  {
    name: 'bulk-501',
    sentence: 'Bulk is claimed, and answered with 501',
    red: [
      '7644-3.7-answer-form',
      '7644-3.7-bulk-id-is-told',
      '7644-3.7-changes',
      '7644-3.7-location',
      '7644-3.7-status-is-a-text',
      '7644-3.7.2-bulk-id-backward',
      '7644-3.7.2-bulk-id-forward',
      '7644-3.7.3-error-is-told',
      '7644-3.7.3-fail-on-errors',
      '7644-3.7.3-one-bad-operation',
      '7644-3.7.4-too-many-413',
    ],
  },
  {
    name: 'bulk-errors-not-told',
    sentence: 'An operation of a bulk that fails does not tell why',
    red: ['7644-3.7.3-error-is-told'],
  },
  {
    name: 'bulk-ids-not-resolved',
    sentence: 'A bulkId is taken for an id',
    red: ['7644-3.7.2-bulk-id-backward', '7644-3.7.2-bulk-id-forward'],
  },
  {
    name: 'bulk-ids-not-told',
    sentence: 'The outcomes of a bulk do not name their bulkId',
    red: ['7644-3.7-bulk-id-is-told'],
  },
  {
    name: 'bulk-references-only-backwards',
    sentence: 'A bulkId can be used only after the operation that creates it',
    red: ['7644-3.7.2-bulk-id-forward'],
  },
  {
    name: 'bulk-status-as-number',
    sentence: 'The status of an operation of a bulk is a number',
    red: ['7644-3.7-status-is-a-text'],
  },
  {
    name: 'bulk-undone-by-an-error',
    sentence: 'One operation that fails undoes all others of the bulk',
    red: ['7644-3.7.3-one-bad-operation'],
  },
  {
    name: 'bulk-unlimited',
    sentence: 'A bulk may have more operations than ServiceProviderConfig says',
    red: ['7644-3.7.4-too-many-413'],
  },
  {
    name: 'bulk-without-location',
    sentence: 'The outcomes of a bulk do not tell where the resource is',
    red: ['7644-3.7-location'],
  },
  {
    name: 'fail-on-errors-ignored',
    sentence: 'A bulk goes on after as many errors as failOnErrors allows',
    red: ['7644-3.7.3-fail-on-errors'],
  },
] as const satisfies readonly Switch[];
