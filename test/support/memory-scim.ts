import { Unreachable } from '../../conformance/kit/failed.ts';
import type { Incoming, Outgoing, Transport } from '../../conformance/kit/transport.ts';

type Stored = Record<string, unknown> & { id: string };

/** What goes wrong with a request: it never arrives, its answer is lost, or it is answered with this status only. */
export type Mishap = 'never arrives' | 'answer is lost' | number | undefined;

/** A small SCIM server in memory, behind a wire that can be cut: creates, finds by one `eq`, reads, puts, deletes. */
export type MemoryScim = {
  readonly transport: Transport;
  readonly users: Map<string, Stored>;
  readonly groups: Map<string, Stored>;
  /** All requests that have been sent, `POST /Users`. */
  readonly requests: string[];
};

/** Makes one. `mishapOf` is asked about each request, with its number from 1 on. */
export function memoryScim(mishapOf: (request: string, number: number) => Mishap = () => undefined): MemoryScim {
  const users = new Map<string, Stored>();
  const groups = new Map<string, Stored>();
  const requests: string[] = [];
  return {
    users,
    groups,
    requests,
    async transport(outgoing) {
      const { pathname, searchParams } = new URL(outgoing.url);
      const [type = '', id = ''] = pathname.split('/').slice(1);
      requests.push(`${outgoing.method} ${pathname}`);
      const mishap = mishapOf(`${outgoing.method} ${pathname}`, requests.length);
      if (typeof mishap === 'number') return answer(mishap, {});
      if (mishap === 'never arrives') throw new Unreachable('It never arrived.');
      const there = type === 'Users' ? users : groups;
      const given = answerTo(outgoing, { there, groups, id, filter: searchParams.get('filter') });
      if (mishap === 'answer is lost') throw new Unreachable('The answer was lost.');
      return given;
    },
  };
}

type Request = {
  readonly there: Map<string, Stored>;
  readonly groups: Map<string, Stored>;
  readonly id: string;
  readonly filter: string | null;
};

function answerTo({ method, body = '{}' }: Outgoing, request: Request): Incoming {
  const { there, groups, id, filter } = request;
  if (method === 'POST') return created(there, JSON.parse(body));
  if (id === '') return listed(there, filter);
  const known = there.get(id);
  if (known === undefined) return answer(404, {});
  if (method === 'PUT') there.set(id, { ...JSON.parse(body), id });
  if (method === 'DELETE') {
    there.delete(id);
    for (const group of groups.values()) group['members'] = membersOf(group).filter(({ value }) => value !== id);
  }
  return answer(200, there.get(id) ?? {});
}

function created(there: Map<string, Stored>, body: Stored): Incoming {
  const name = body['userName'] ?? body['displayName'];
  const isTaken = [...there.values()].some((each) => (each['userName'] ?? each['displayName']) === name);
  if (isTaken) return answer(409, {});
  const id = crypto.randomUUID();
  there.set(id, { ...body, id });
  return answer(201, { id });
}

function listed(there: Map<string, Stored>, filter: string | null): Incoming {
  const [, attribute = '', value = ''] = /^(\w+) eq "(.*)"$/.exec(filter ?? '') ?? [];
  const Resources = [...there.values()].filter((each) => filter === null || each[attribute] === value);
  return answer(200, { totalResults: Resources.length, Resources });
}

function membersOf(group: Stored): { value: string }[] {
  return (group['members'] ?? []) as { value: string }[];
}

function answer(status: number, body: object): Incoming {
  return { status, headers: { 'content-type': 'application/scim+json' }, body: JSON.stringify(body) };
}
