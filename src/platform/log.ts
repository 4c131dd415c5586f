import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Keys whose values never reach the log, wherever they stand in the first three levels. */
export const redactedKeys = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'operatorKey'];

export type Logs = {
  readonly log: Log;
  /** For lines that are made of our own fields alone: it does not look for secrets, which costs more than the line. */
  readonly requestLog: Log;
  readonly flush: () => void;
};

/** Logs of JSON lines on standard output (pino escapes line breaks), buffered and flushed within a second. */
export function createLog(level: string): Logs {
  const stream = destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 500 });
  const paths = redactedKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  const plain = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return {
    log: pino({ ...plain, redact: { paths, censor: '[redacted]' } }, stream),
    requestLog: pino(plain, stream),
    flush: () => stream.flushSync(),
  };
}
