import { connect, type Socket } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const NO_CONTENT = 'HTTP/1.1 204 ';
const CLOSED = 'the server closed the connection';
const PATIENCE_MS = 30_000;

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: string;
  /** What the answer must be. */
  readonly status: number;
};

/** Where requests go. */
export type Target = { readonly port: number; readonly token: string };

/**
 * One keep-alive connection that sends one request at a time. A full HTTP client would take as much of the machine
 * as what is measured; both contestants say how long their answers are, so this is enough.
 */
export class LoadConnection {
  readonly #socket: Socket;
  readonly #head: string;
  #received: Buffer = Buffer.alloc(0);
  #pending: { resolve: (answer: Buffer) => void; reject: (error: Error) => void } | undefined;

  constructor({ port, token }: Target) {
    this.#head = `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nAccept: application/scim+json\r\n`;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#pending?.reject(error));
    this.#socket.on('close', () => this.#pending?.reject(new Error(CLOSED)));
  }

  /** Gives the body of the answer. Throws when the status is another one than expected. */
  async send({ method, path, body, status }: Request): Promise<string> {
    const type =
      body === undefined ? '' : `Content-Type: application/scim+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    const { promise, ...pending } = Promise.withResolvers<Buffer>();
    this.#pending = pending;
    if (this.#socket.closed) throw new Error(CLOSED);
    const timer = setTimeout(() => pending.reject(new Error(`no answer to ${method} ${path}`)), PATIENCE_MS);
    this.#socket.write(`${method} ${path} HTTP/1.1\r\n${this.#head}${type}\r\n${body ?? ''}`);
    const answer = await promise.finally(() => clearTimeout(timer));
    const found = Number(answer.subarray(9, 12).toString('latin1'));
    if (found !== status) throw new Error(`${method} ${path} was answered with ${answer.toString()}`);
    return answer.subarray(answer.indexOf(END_OF_HEAD) + END_OF_HEAD.length).toString();
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = this.#received.subarray(0, end).toString('latin1');
    const length = head.startsWith(NO_CONTENT) ? '0' : /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#pending?.reject(new Error('an answer without Content-Length'));
    if (this.#received.length < end + END_OF_HEAD.length + Number(length)) return;
    const answer = this.#received;
    this.#received = Buffer.alloc(0);
    this.#pending?.resolve(answer);
  }
}
