import type { Case } from './case.ts';
import { Failed, Skipped, Unreachable } from './failed.ts';
import { type FirstLook, firstLook } from './first-look.ts';
import type { Report, Result } from './result.ts';
import { type Exchange, scimClient, type Target } from './scim-client.ts';
import { overHttp, type Transport } from './transport.ts';
import { openTrial } from './trial.ts';

export type Run = {
  readonly target: Target;
  readonly cases: readonly Case[];
  readonly version: string;
  readonly transport?: Transport;
  /** Told of the first look, before the first case. */
  readonly onLook?: (look: FirstLook) => void;
  /** Told of each case when it is over. */
  readonly onResult?: (result: Result) => void;
};

/** So many cases in a row that find nobody end the run: each would wait for the time limit. */
const MAX_UNREACHABLE = 3;

/** Tries the cases on a server, one after the other, and clears away what they have made. Never throws for the server's sake. */
export async function runCases(run: Run): Promise<Report> {
  const { target, cases, version, transport = overHttp, onLook, onResult } = run;
  const startedAt = new Date();
  const look = await firstLook(scimClient({ target, transport }));
  onLook?.(look);
  let { verdict } = look;
  let unreachable = look.isHopeless ? MAX_UNREACHABLE : 0;
  const results: Result[] = [];
  for (const each of cases) {
    const result =
      unreachable >= MAX_UNREACHABLE
        ? untried(each, verdict ?? 'The server went away.')
        : await tried(each, { target, transport, look });
    if (unreachable < MAX_UNREACHABLE) {
      unreachable = result.isUnreachable ? unreachable + 1 : 0;
      if (unreachable === MAX_UNREACHABLE)
        verdict = `The server went away during the run. ${result.reason ?? ''}`.trim();
    }
    const { isUnreachable: _, ...told } = result;
    results.push(told);
    onResult?.(told);
  }
  const { offers: features } = look;
  const durationMs = Date.now() - startedAt.getTime();
  return { url: target.baseUrls[0] ?? '', startedAt, durationMs, version, verdict, features, results };
}

type Tried = Result & { readonly isUnreachable: boolean };

function untried(each: Case, reason: string): Tried {
  return { case: withoutRun(each), outcome: 'failed', reason, exchanges: [], durationMs: 0, isUnreachable: true };
}

async function tried(
  each: Case,
  { target, transport, look }: { target: Target; transport: Transport; look: FirstLook },
): Promise<Tried> {
  const lacking = (each.needs ?? []).filter((feature) => look.lacks.has(feature));
  const began = performance.now();
  const exchanges: Exchange[] = [];
  const end = (outcome: Result['outcome'], reason?: string, isUnreachable = false): Tried => ({
    case: withoutRun(each),
    outcome,
    reason,
    exchanges: [...exchanges],
    durationMs: performance.now() - began,
    isUnreachable,
  });
  if (lacking.length > 0) return end('skipped', `The server says that it does not support ${lacking.join(' and ')}.`);
  const trial = openTrial(scimClient({ target, transport, onExchange: (exchange) => exchanges.push(exchange) }));
  try {
    await each.run(trial);
    return end('passed');
  } catch (error) {
    if (error instanceof Skipped) return end('skipped', error.message);
    if (error instanceof Failed) return end('failed', error.message);
    if (error instanceof Unreachable) return end('failed', error.message, true);
    return end(
      'broken',
      `The kit itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  } finally {
    await trial.clear();
  }
}

function withoutRun({ run: _run, ...rest }: Case): Omit<Case, 'run'> {
  return rest;
}
