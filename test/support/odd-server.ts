import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that answers as it is told; `heard` are the requests so far. */
export type OddServer = AsyncDisposable & { readonly url: string; readonly heard: string[] };

/** Starts one on a port of its own. */
export async function oddServer(answer: RequestListener): Promise<OddServer> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address on loopback where nobody listens. */
export async function nobody(): Promise<string> {
  await using server = await oddServer(() => undefined);
  return server.url;
}
