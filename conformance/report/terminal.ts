import { styleText } from 'node:util';
import type { FirstLook } from '../kit/first-look.ts';
import { countsOf, type Report, type Result } from '../kit/result.ts';

/** Where a command writes to. */
export type Terminal = {
  /** Whether somebody looks on: lines may then be written over. */
  readonly isLive: boolean;
  write(text: string): void;
};

/** Tells of a run while it goes on. */
export type Progress = {
  looked(look: FirstLook): void;
  ended(result: Result): void;
  /** The end of the run. */
  summed(report: Report): void;
};

const MARKS = {
  passed: styleText('green', '✓'),
  failed: styleText('red', '✗'),
  skipped: styleText('yellow', '–'),
  broken: styleText('magenta', '!'),
} as const;

/** So many cases pass between two lines where nobody looks on. */
const STEP = 50;
const CLEAR_LINE = '\r\u001b[2K';

/** What failed is told at once, with what to change; what passed moves a counter. */
export function terminalProgress(terminal: Terminal, { url, total }: { url: string; total: number }): Progress {
  let done = 0;
  const say = (text: string): void => terminal.write(`${terminal.isLive ? CLEAR_LINE : ''}${text}\n`);
  say(`${styleText('bold', 'SCIM conformance')} of ${url}: ${total} cases`);
  return {
    looked({ verdict, lacks, offers }) {
      if (verdict !== undefined) say(`\n${styleText('red', verdict)}\n`);
      if (lacks.size > 0)
        say(`The server says that it supports ${offers.join(', ') || 'nothing'}, and not ${[...lacks].join(', ')}.`);
    },
    ended(result) {
      done += 1;
      if (result.outcome === 'failed' || result.outcome === 'broken') say(told(result));
      if (terminal.isLive) terminal.write(`${CLEAR_LINE}${styleText('dim', `${done}/${total} ${result.case.id}`)}`);
      else if (done % STEP === 0 && done < total) say(`${done}/${total}`);
    },
    summed: (report) => say(summary(report)),
  };
}

function told({ case: { id, title, source, fix }, outcome, reason = '' }: Result): string {
  return [
    `${MARKS[outcome]} ${styleText('bold', id)}  ${title} ${styleText('dim', `(${source})`)}`,
    `    ${reason}`,
    ...(outcome === 'failed' ? [`    ${styleText('dim', `What to change: ${fix}`)}`] : []),
  ].join('\n');
}

function summary({ results, durationMs, verdict }: Report): string {
  const { passed, failed, skipped, broken } = countsOf(results);
  const reasons = Map.groupBy(
    results.filter(({ outcome }) => outcome === 'skipped'),
    ({ reason = '' }) => reason,
  );
  return [
    '',
    ...[...reasons].map(([reason, skippedFor]) => `${MARKS.skipped} ${skippedFor.length} skipped: ${reason}`),
    ...(verdict === undefined ? [] : [styleText('red', verdict)]),
    `${MARKS.passed} ${passed} passed  ${MARKS.failed} ${failed} failed  ${MARKS.skipped} ${skipped} skipped${broken > 0 ? `  ${MARKS.broken} ${broken} could not be judged` : ''}  ${styleText('dim', `in ${(durationMs / 1000).toFixed(1)} s`)}`,
  ].join('\n');
}
