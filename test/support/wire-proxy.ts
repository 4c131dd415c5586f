import type { AddressInfo } from 'node:net';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import type { DatabaseLocation } from '../../src/platform/database/database.ts';

/** What went over the wire since it was last asked. */
export type Traffic = {
  /** The statements executed, by text, without those that only open, bind or end a transaction. */
  readonly working: readonly string[];
  /** How often the client had to wait for an answer before it could go on. */
  readonly roundTrips: number;
};

/** Where to cut the connection that carries a matching statement. */
export type Cut = {
  readonly statement: RegExp;
  /** Before the server gets it, or after the server has done it and before the client hears of it. */
  readonly when: 'before' | 'after';
};

/** A TCP proxy before PostgreSQL that counts what passes and can break it. */
export type WireProxy = {
  readonly location: DatabaseLocation;
  /** What passed since the last call. */
  taken(): Traffic;
  /** Cuts the next connection that matches, once. */
  cutOnce(cut: Cut): void;
  /** Refuses new connections and breaks those there are, or lets them through again. */
  setDown(isDown: boolean): void;
  close(): Promise<void>;
};

const HOUSEKEEPING = /^(?:begin|commit|rollback|select set_config\('app\.organization_id')/i;

/** Starts a proxy before the server of `location`. */
export async function startWireProxy(location: DatabaseLocation): Promise<WireProxy> {
  if (location.kind !== 'postgres') throw new Error('there is no wire to the embedded database');
  const url = new URL(location.ownerUrl);
  const target = targetOf(url);
  const state = { working: [] as string[], roundTrips: 0, cut: undefined as Cut | undefined, isDown: false };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (state.isDown) return void client.destroy();
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    relay(client, upstream, state);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url.searchParams.delete('host');
  return {
    location: { kind: 'postgres', ownerUrl: url.href, poolSize: location.poolSize },
    taken() {
      const { roundTrips } = state;
      state.roundTrips = 0;
      return { working: state.working.splice(0), roundTrips };
    },
    cutOnce(cut) {
      state.cut = cut;
    },
    setDown(isDown) {
      state.isDown = isDown;
      if (isDown) for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function targetOf(url: URL): NetConnectOpts {
  const folder = url.searchParams.get('host');
  const port = Number(url.port || 5432);
  return folder?.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port };
}

type State = { working: string[]; roundTrips: number; cut: Cut | undefined };

function relay(client: Socket, upstream: Socket, state: State): void {
  const texts = new Map<string, string>();
  let outstanding = 0;
  // The server's first ReadyForQuery ends the login.
  let isIdle = false;
  let portal = '';
  let isDeafened = false;
  // What was sent before the statement is answered before it.
  let answersToAwait = 0;
  const fromClient = splitter(true, (type, body) => {
    if (isIdle && type !== 'X') state.roundTrips += 1;
    isIdle = false;
    if (type === 'P') texts.set(cString(body, 0), cString(body, cString(body, 0).length + 1));
    if (type === 'B') portal = texts.get(cString(body, cString(body, 0).length + 1)) ?? '';
    if (type === 'S' || type === 'Q') outstanding += 1;
    const text = type === 'E' ? portal : type === 'Q' ? cString(body, 0) : undefined;
    if (text === undefined) return;
    if (!HOUSEKEEPING.test(text)) state.working.push(text);
    if (state.cut?.statement.test(text)) {
      isDeafened = state.cut.when === 'after';
      answersToAwait = outstanding + (type === 'E' ? 1 : 0);
      if (!isDeafened) client.destroy();
      state.cut = undefined;
    }
  });
  const fromServer = splitter(false, (type) => {
    if (type !== 'Z') return;
    outstanding = Math.max(0, outstanding - 1);
    isIdle = outstanding === 0;
    // The work is done, and the answer that says so is lost.
    if (isDeafened && --answersToAwait === 0) client.destroy();
  });
  client.on('data', (chunk: Buffer) => {
    fromClient(chunk);
    if (!client.destroyed) upstream.write(chunk);
  });
  upstream.on('data', (chunk: Buffer) => {
    fromServer(chunk);
    if (!isDeafened && !client.destroyed) client.write(chunk);
  });
}

function cString(body: Buffer, at: number): string {
  return body.toString('utf8', at, body.indexOf(0, at));
}

/** Cuts a stream into protocol messages; the client's first one has no type. */
function splitter(hasStartup: boolean, onMessage: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let isStarting = hasStartup;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = isStarting ? 0 : 1;
      if (pending.length < head + 4) return;
      const end = pending.readInt32BE(head) + head;
      if (pending.length < end) return;
      if (!isStarting) onMessage(String.fromCharCode(pending[0] ?? 0), pending.subarray(5, end));
      isStarting = false;
      pending = pending.subarray(end);
    }
  };
}
