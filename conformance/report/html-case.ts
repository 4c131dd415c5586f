import { parsedJson } from '../kit/json.ts';
import type { Result } from '../kit/result.ts';
import type { Exchange } from '../kit/scim-client.ts';
import { html, type Markup } from './markup.ts';

const MAX_BODY = 20_000;
const MAX_BODY_OF_PASSED = 2_000;

const WORDS = { passed: 'Passed', failed: 'Failed', skipped: 'Skipped', broken: 'Could not be judged' } as const;

/** One case: what became of it, what the standard says, what to change, and every exchange. */
export function caseMarkup(result: Result, { isOpen }: { readonly isOpen: boolean }): Markup {
  const { case: one, outcome, reason } = result;
  return html`<details class="case" id="${one.id}"${isOpen ? html` open` : undefined}>
<summary><h3><span class="${outcome}">${WORDS[outcome]}:</span> ${one.title}</h3> <span class="id soft">${one.id} · ${one.source}</span></summary>
<div class="inside"><dl>
${reason === undefined ? undefined : html`<dt>What happened</dt><dd>${reason}</dd>`}
<dt>What is said</dt><dd>${one.law}</dd>
${outcome === 'failed' ? html`<dt>What to change</dt><dd>${one.fix}</dd>` : undefined}
</dl>
${result.exchanges.map((exchange) => exchangeMarkup(exchange, outcome === 'passed' ? MAX_BODY_OF_PASSED : MAX_BODY))}
</div></details>`;
}

function exchangeMarkup(exchange: Exchange, maxBody: number): Markup {
  const { method, url, requestHeaders, requestBody, answer, unreachable, durationMs } = exchange;
  const { pathname, search } = new URL(url);
  const became = answer === undefined ? 'no answer' : String(answer.status);
  const asked = `${method} ${pathname}${search}\n${linesOf(requestHeaders)}${bodyOf(requestBody, maxBody)}`;
  const said =
    answer === undefined
      ? (unreachable ?? '')
      : `${answer.status}\n${linesOf(answer.headers)}${bodyOf(answer.body, maxBody)}`;
  return html`<details class="exchange"><summary>${method} ${decoded(`${pathname}${search}`)} → ${became} <span class="soft">${durationMs.toFixed(0)} ms</span></summary>
<p class="soft">Request</p><pre>${asked}</pre>
<p class="soft">Answer</p><pre>${said}</pre></details>`;
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** JSON is set out in lines, which is easier to read and says the same. */
function bodyOf(body: string | undefined, maxBody: number): string {
  if (body === undefined || body === '') return '';
  const json = parsedJson(body);
  const text = json === undefined ? body : JSON.stringify(json, null, 2);
  return `\n${text.length > maxBody ? `${text.slice(0, maxBody)}\n… (${text.length - maxBody} more characters)` : text}`;
}

/** As a person reads an address. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
