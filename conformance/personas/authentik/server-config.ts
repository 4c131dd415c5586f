import { at } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { accepted } from '../client.ts';

/** What authentik takes from the server's own description. */
export type ServerConfig = { readonly isPatchSupported: boolean; readonly maxOperations: number };

/** Reads it. Throws Failed when there is none: authentik would go on, and take nothing for supported. */
export async function readServerConfig(scim: ScimClient): Promise<ServerConfig> {
  const { body } = accepted(
    await scim.get('/ServiceProviderConfig'),
    [200],
    'authentik takes it that nothing is supported, and PUTs whole groups.',
  );
  const maxOperations = at(body, 'bulk.maxOperations');
  return {
    isPatchSupported: at(body, 'patch.supported') === true,
    maxOperations: typeof maxOperations === 'number' && Number.isInteger(maxOperations) ? maxOperations : 0,
  };
}

/** A list in pieces of so many operations; all in one where the server gives no number. */
export function chunksOf<Operation>(operations: readonly Operation[], { maxOperations }: ServerConfig): Operation[][] {
  const size = maxOperations < 1 ? operations.length : maxOperations;
  const chunks: Operation[][] = [];
  for (let from = 0; from < operations.length; from += size) chunks.push(operations.slice(from, from + size));
  return chunks;
}
