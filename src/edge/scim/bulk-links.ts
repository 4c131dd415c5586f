import { quoted } from '../../core/resources/fault.rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Needs } from './bulk-plan.ts';
import { referencesOf } from './bulk-references.ts';
import type { BulkOperation } from './bulk-request.ts';

export type Linked = {
  /** Those that refer to a bulkId that there is not are faulty now. */
  readonly operations: readonly BulkOperation[];
  readonly needs: readonly Needs[];
  /** Which operation creates the resource of a bulkId. */
  readonly creators: ReadonlyMap<string, number>;
};

/** Finds for each operation those whose ids it needs. */
export function linkOperations(operations: readonly BulkOperation[]): Linked {
  const creators = new Map<string, number>();
  for (const [index, { method, bulkId }] of operations.entries())
    if (method === 'POST' && bulkId !== undefined && !creators.has(bulkId)) creators.set(bulkId, index);
  const links = operations.map((operation) => linkOf(operation, creators));
  return { operations: links.map(({ operation }) => operation), needs: links.map(({ needs }) => needs), creators };
}

const NOTHING: Needs = { always: new Set(), later: new Set() };

function linkOf(operation: BulkOperation, creators: Linked['creators']): { operation: BulkOperation; needs: Needs } {
  if ('fault' in operation) return { operation, needs: NOTHING };
  const { always, later } = referencesOf(operation);
  for (const bulkId of [...always, ...later]) {
    if (!creators.has(bulkId)) return { operation: { ...operation, fault: unknown(bulkId) }, needs: NOTHING };
  }
  return { operation, needs: { always: indexesOf(always, creators), later: indexesOf(later, creators) } };
}

function indexesOf(bulkIds: ReadonlySet<string>, creators: Linked['creators']): Set<number> {
  return new Set([...bulkIds].flatMap((bulkId) => creators.get(bulkId) ?? []));
}

function unknown(bulkId: string): Refusal {
  return new Refusal(
    'invalid_value',
    `No POST of this request has the bulkId ${quoted(bulkId)}. Refer to one that is there, or to the id of a resource.`,
  );
}
