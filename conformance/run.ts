import { writeFileSync } from 'node:fs';
import { countsOf, type Report } from './kit/result.ts';
import { runCases } from './kit/run-cases.ts';
import { optionsOf, targetOf, targetOptions, UsageFault } from './options.ts';
import { htmlReport } from './report/html.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import { type Terminal, terminalProgress } from './report/terminal.ts';
import { selectCases } from './select-cases.ts';

const USAGE = `Usage: drawbridge conformance --url URL [--token TOKEN] [options]

Tries a SCIM 2.0 server: by the RFCs, section by section, and as the identity providers in use speak to it. It makes
users and groups of its own, deletes them again, and touches nobody else. Exit code 0: all passed; 1: something
failed; 2: the command line is wrong.

  --url URL         the SCIM base URL
  --token TOKEN     the bearer token; or put it into the variable SCIM_TOKEN
  --token-url URL   or let it be fetched there, by client credentials, with
  --client-id ID    this id and the secret in the variable SCIM_CLIENT_SECRET
  --header "N: V"   sent with every request, for servers that let in by another header; may be repeated
  --persona NAME    only what this client does: okta (or okta-oin, okta-aiw), entra (entra-flag), google, onelogin,
                    jumpcloud, ping, authentik; may be repeated
  --only ID         only the case with this id, or all whose ids begin so: 7644-3.5.2; may be repeated
  --list            print the ids and titles, and try nothing
  --timeout SECONDS how long to wait for an answer (10)
  --html FILE       a page to hand on: what failed, the exact exchange, what to change
  --junit FILE      for CI servers
  --json FILE       for programs`;

const options = {
  ...targetOptions,
  persona: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  html: { type: 'string' },
  junit: { type: 'string' },
  json: { type: 'string' },
} as const;

/** `drawbridge conformance`. Gives the exit code. Throws only what is a fault of ours or of the file system. */
export async function conformanceCommand(
  words: readonly string[],
  { terminal, version }: { readonly terminal: Terminal; readonly version: string },
): Promise<number> {
  try {
    return await conformance(words, { terminal, version });
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    terminal.write(`${error.message}\n\n${USAGE}\n`);
    return 2;
  }
}

async function conformance(
  words: readonly string[],
  { terminal, version }: { readonly terminal: Terminal; readonly version: string },
): Promise<number> {
  const { values, positionals } = optionsOf(words, options);
  if (values.help) {
    terminal.write(`${USAGE}\n`);
    return 0;
  }
  if (positionals.length > 0) throw new UsageFault(`What is meant by ${positionals.join(' ')}?`);
  const cases = selectCases(values);
  if (values.list) {
    for (const { id, title } of cases) terminal.write(`${id.padEnd(60)} ${title}\n`);
    return 0;
  }
  const target = targetOf(values);
  const progress = terminalProgress(terminal, { url: target.baseUrls[0] ?? '', total: cases.length });
  const report = await runCases({ target, cases, version, onLook: progress.looked, onResult: progress.ended });
  progress.summed(report);
  writeReports(report, values, terminal);
  const { failed, broken } = countsOf(report.results);
  return failed + broken === 0 ? 0 : 1;
}

type Files = { readonly html?: string; readonly junit?: string; readonly json?: string };

function writeReports(report: Report, { html, junit, json }: Files, terminal: Terminal): void {
  const files = [
    [html, htmlReport],
    [junit, junitReport],
    [json, jsonReport],
  ] as const;
  for (const [file, write] of files) {
    if (file === undefined) continue;
    writeFileSync(file, write(report));
    terminal.write(`Written: ${file}\n`);
  }
}
