import { Client, type ClientConfig } from 'pg';

const RETRY_MS = 1_000;

/** Ends the listening. */
export type StopListening = () => Promise<void>;

/**
 * Calls `onNotice` with the payload of each NOTIFY on `channel`, and `onGap` whenever some may have been missed
 * (before the first connection and after each lost one). Reconnects by itself until stopped.
 */
export function listen(
  config: ClientConfig,
  channel: string,
  { onNotice, onGap }: { onNotice: (payload: string) => void; onGap: () => void },
): StopListening {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function again(): void {
    onGap();
    client?.removeAllListeners();
    client?.on('error', () => {});
    client = undefined;
    if (!isStopped) timer = setTimeout(open, RETRY_MS).unref();
  }

  function open(): void {
    const fresh = new Client({ ...config, keepAlive: true });
    client = fresh;
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => onNotice(payload ?? ''));
    fresh
      .connect()
      .then(() => fresh.query(`listen ${channel}`))
      .then(onGap, again);
  }

  open();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    client?.removeAllListeners();
    client?.on('error', () => {});
    await client?.end().catch(() => {});
  };
}
