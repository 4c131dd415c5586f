/** The server did something else than it should. The message says what was expected and what came, as one sentence. */
export class Failed extends Error {
  override readonly name = 'Failed';
}

/** The server could not be asked: nobody listens, nobody answers in time, the connection broke. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The case cannot be tried on this server, for the reason in the message. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}
