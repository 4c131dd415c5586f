import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

const TOKEN = 'the-token-of-the-independent-server';

type Stored = { readonly id: string; readonly meta: object } & Record<string, unknown>;

/** What the handlers of a resource type get of the request. */
type Asked = { readonly id?: string; readonly filter?: { match(values: readonly object[]): object[] } };

/**
 * A store in memory behind SCIMMY's handlers, as its documentation describes them: what they may decide (ids, times,
 * uniqueness, that a resource is there) is decided by the RFC; everything else is the library's.
 */
function storeOf(stored: Map<string, Stored>, unique?: string) {
  const keyOf = (resource: Record<string, unknown>): string => String(unique && resource[unique]).toLowerCase();
  return {
    ingress({ id }: Asked, claimed: object) {
      const before = id === undefined ? undefined : stored.get(id);
      if (id !== undefined && before === undefined) throw notFound(id);
      const data = JSON.parse(JSON.stringify(claimed)) as Record<string, unknown>;
      if (unique && [...stored.values()].some((each) => each.id !== id && keyOf(each) === keyOf(data))) {
        throw new SCIMMY.Types.Error(409, 'uniqueness', `${unique} is taken`);
      }
      const now = new Date();
      const meta = { ...before?.meta, ...(before === undefined ? { created: now } : {}), lastModified: now };
      const resource = { ...data, id: before?.id ?? randomUUID(), meta };
      stored.set(resource.id, resource);
      return structuredClone(resource);
    },
    egress({ id, filter }: Asked) {
      if (id === undefined) {
        const all = structuredClone([...stored.values()]);
        return filter === undefined ? all : filter.match(all);
      }
      const found = stored.get(id);
      if (found === undefined) throw notFound(id);
      return structuredClone(found);
    },
    degress({ id = '' }: Asked) {
      if (!stored.delete(id)) throw notFound(id);
    },
  };
}

/** What a product that uses the library would do itself: show a user's groups, and take who is deleted out of them. */
function withGroups(users: ReturnType<typeof storeOf>, groups: Map<string, Stored>): ReturnType<typeof storeOf> {
  const membersOf = (group: Stored) => (group['members'] ?? []) as readonly { value: string }[];
  const shown = (user: { id: string }) => ({
    ...user,
    groups: [...groups.values()]
      .filter((group) => membersOf(group).some(({ value }) => value === user.id))
      .map(({ id, displayName }) => ({ value: id, display: displayName, type: 'direct' })),
  });
  return {
    ingress: (asked, claimed) => shown(users.ingress(asked, claimed)) as never,
    egress(asked) {
      const found = users.egress(asked) as Stored | Stored[];
      return (Array.isArray(found) ? found.map(shown) : shown(found)) as never;
    },
    degress(asked) {
      users.degress(asked);
      for (const group of groups.values()) {
        const members = membersOf(group).filter(({ value }) => value !== asked.id);
        groups.set(group.id, { ...group, members });
      }
    },
  };
}

function notFound(id: string): Error {
  return new SCIMMY.Types.Error(404, null as never, `Resource ${id} not found`);
}

/** Starts a server of scimmy-routers on loopback, on the Express of this project, which its peer range allows. */
export async function startScimmy(): Promise<AsyncDisposable & { readonly url: string; readonly token: string }> {
  const { User, Group } = SCIMMY.Resources;
  const groups = new Map<string, Stored>();
  const users = withGroups(storeOf(new Map(), 'userName'), groups);
  SCIMMY.Resources.declare(User.extend(SCIMMY.Schemas.EnterpriseUser, false), users as never);
  SCIMMY.Resources.declare(Group, storeOf(groups) as never);
  const app = express();
  app.use(
    '/scim',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('Authorization') !== `Bearer ${TOKEN}`) throw new Error('The token does not count');
        // Nobody in particular: a token of a directory.
        return undefined as never;
      },
      baseUri: (request) => `http://${request.header('Host')}`,
    }) as never,
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim`,
    token: TOKEN,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
