import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Keys whose values never reach the log, wherever they stand in the first three levels. */
export const redactedKeys = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'operatorKey'];

/** A log of JSON lines on standard output (pino escapes line breaks), buffered and flushed within a second. */
export function createLog(level: string): { log: Log; flush: () => void } {
  const stream = destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 500 });
  const paths = redactedKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[redacted]' } },
    stream,
  );
  return { log, flush: () => stream.flushSync() };
}
