import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

/** One PGlite is one session; wires take turns in it, a whole transaction at a time. */
export type Session = {
  /** Speaks for `role` until the answer says that no transaction is open. */
  speak(wire: PgliteWire, messages: Buffer): Promise<Buffer>;
};

const QUERY = 0x51;
const SYNC = 0x53;
const FLUSH = 0x48;
const PARSE = 0x50;
const BIND = 0x42;
const DESCRIBE = 0x44;
const CLOSE = 0x43;
const STATEMENT = 0x53;
const TERMINATE = 0x58;
const IDLE = 0x49;
const AUTHENTICATION_OK = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const READY = Buffer.from([0x5a, 0, 0, 0, 5, IDLE]);

/** The shared session of one PGlite. */
export function shareSession(pglite: PGlite): Session {
  let role: string | undefined;
  let holder: PgliteWire | undefined;
  const waiting: (() => void)[] = [];

  async function take(wire: PgliteWire): Promise<void> {
    while (holder !== undefined && holder !== wire) await new Promise<void>((turn) => waiting.push(turn));
    holder = wire;
    if (role === wire.role) return;
    role = wire.role;
    await pglite.execProtocolRaw(simpleQuery(role === undefined ? 'reset role' : `set role ${role}`));
  }

  function give(): void {
    holder = undefined;
    for (const turn of waiting.splice(0)) turn();
  }

  return {
    async speak(wire, messages) {
      await take(wire);
      try {
        const answer = Buffer.from(await pglite.execProtocolRaw(messages));
        if (endsIdle(answer)) give();
        return answer;
      } catch (error) {
        give();
        throw error;
      }
    },
  };
}

/** The transaction status is the last byte of the last message, ReadyForQuery (PostgreSQL protocol 3.0 §55.7). */
function endsIdle(answer: Buffer): boolean {
  return answer.at(-6) === READY[0] && answer.at(-1) === IDLE;
}

function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`, 'utf8');
  const head = Buffer.alloc(5);
  head[0] = QUERY;
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

/**
 * Where the name of a prepared statement stands in a message, or -1. Names belong to the session, which all wires
 * share, so each wire puts its own mark before them (PostgreSQL protocol 3.0 §55.7).
 */
function nameOffset(message: Buffer): number {
  switch (message[0]) {
    case PARSE:
      return 5;
    case BIND:
      return message.indexOf(0, 5) + 1;
    case DESCRIBE:
    case CLOSE:
      return message[5] === STATEMENT ? 6 : -1;
    default:
      return -1;
  }
}

function marked(message: Buffer, mark: Buffer): Buffer {
  const at = nameOffset(message);
  if (at === -1 || message[at] === 0) return message;
  const longer = Buffer.concat([message.subarray(0, at), mark, message.subarray(at)]);
  longer.writeInt32BE(longer.length - 1, 1);
  return longer;
}

let wires = 0;

/** A socket to PGlite for pg: takes the frontend's messages and gives back the backend's. */
export class PgliteWire extends Duplex {
  readonly role: string | undefined;
  readonly #mark = Buffer.from(`w${++wires}_`);
  readonly #session: Session;
  #pending = Buffer.alloc(0);
  #isStarted = false;

  constructor(session: Session, role: string | undefined) {
    super();
    this.#session = session;
    this.role = role;
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    this.#forward().then(() => done(), done);
  }

  async #forward(): Promise<void> {
    if (!this.#isStarted && !this.#takeStartup()) return;
    for (let end = firstPause(this.#pending); end > 0; end = firstPause(this.#pending)) {
      const messages = this.#pending.subarray(0, end);
      this.#pending = this.#pending.subarray(end);
      if (messages[0] === TERMINATE) {
        this.push(null);
        return;
      }
      this.push(
        await this.#session.speak(this, Buffer.concat(wholeMessages(messages).map((each) => marked(each, this.#mark)))),
      );
    }
  }

  /** The startup message has no type byte; it is answered here, because the session is already open. */
  #takeStartup(): boolean {
    if (this.#pending.length < 4) return false;
    const length = this.#pending.readInt32BE(0);
    if (this.#pending.length < length) return false;
    this.#pending = this.#pending.subarray(length);
    this.#isStarted = true;
    this.push(Buffer.concat([AUTHENTICATION_OK, READY]));
    return true;
  }
}

function wholeMessages(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = start + bytes.readInt32BE(start + 1) + 1;
    messages.push(bytes.subarray(start, end));
    start = end;
  }
  return messages;
}

/** Where the first run of whole messages ends that the backend answers at once; 0 when there is none yet. */
function firstPause(bytes: Buffer): number {
  let offset = 0;
  while (offset + 5 <= bytes.length) {
    const type = bytes[offset];
    offset += bytes.readInt32BE(offset + 1) + 1;
    if (offset > bytes.length) return 0;
    if (type === SYNC || type === QUERY || type === FLUSH || type === TERMINATE) return offset;
  }
  return 0;
}
