import { countsOf, type Outcome, type Report, type Result } from '../kit/result.ts';
import { caseMarkup } from './html-case.ts';
import { html, type Markup } from './markup.ts';
import { pageStyle } from './page-style.ts';
import { sectionOf } from './sections.ts';

/** The report as one page without anything outside of it, to be handed on. The token is not in it. */
export function htmlReport(report: Report): string {
  const { url, verdict, results } = report;
  const failed = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'broken');
  const others = Map.groupBy(
    results.filter(({ outcome }) => outcome === 'passed'),
    bySection,
  );
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>SCIM conformance of ${url}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>SCIM 2.0 conformance</h1>
<p class="address">${url}</p>
<p class="soft">${describedBy(report)}</p>
</header>
<main>
${verdict === undefined ? undefined : html`<p class="verdict" role="alert">${verdict}</p>`}
${scoreMarkup(results)}
<h2>By section and client</h2>
${sectionsMarkup(results)}
${failed.length === 0 ? undefined : html`<h2 id="failed">What failed (${failed.length})</h2>${failed.map((each) => caseMarkup(each, { isOpen: failed.length <= 10 }))}`}
${skipped.length === 0 ? undefined : html`<h2 id="skipped">What was not tried (${skipped.length})</h2>${skipped.map((each) => caseMarkup(each, { isOpen: false }))}`}
${[...others].map(([section, passed]) => html`<h2>Passed: ${section} (${passed.length})</h2>${passed.map((each) => caseMarkup(each, { isOpen: false }))}`)}
</main>
<footer class="soft"><p>Made by the conformance kit of Drawbridge ${report.version}. Every exchange is shown as it went over the wire; credentials are replaced by ***, long bodies are cut. Each case used resources of its own and deleted them.</p></footer>
</body>
</html>
`.text;
}

function describedBy({ startedAt, durationMs, results, features }: Report): string {
  const when = startedAt.toISOString().replace('T', ' ').slice(0, 16);
  const offers = features.length === 0 ? '' : ` The server says that it supports ${features.join(', ')}.`;
  return `${results.length} cases on ${when} UTC, in ${(durationMs / 1000).toFixed(1)} s.${offers}`;
}

const WORDS: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'not tried',
  broken: 'could not be judged',
};

function scoreMarkup(results: readonly Result[]): Markup {
  const counts = Object.entries(countsOf(results)) as [Outcome, number][];
  const shown = counts.filter(([outcome, count]) => count > 0 || outcome !== 'broken');
  const said = shown.map(([outcome, count]) => `${count} ${WORDS[outcome]}`).join(', ');
  return html`<ul class="score">${shown.map(([outcome, count]) => html`<li><strong class="${outcome}">${count}</strong> ${WORDS[outcome]}</li>`)}</ul>
<div class="bar" role="img" aria-label="${said}">${counts
    .filter(([, count]) => count > 0)
    .map(
      ([outcome, count]) =>
        html`<span class="${outcome === 'broken' ? 'failed' : outcome}" style="flex: ${count}"></span>`,
    )}</div>`;
}

function sectionsMarkup(results: readonly Result[]): Markup {
  const rows = [...Map.groupBy(results, bySection)].map(([section, inside]) => {
    const { passed, failed, skipped, broken } = countsOf(inside);
    return html`<tr><th scope="row">${section}</th><td class="number">${passed}</td><td class="number${failed + broken > 0 ? ' failed' : ''}">${failed + broken}</td><td class="number">${skipped}</td></tr>`;
  });
  return html`<div class="scroll" role="region" aria-label="Results by section and client" tabindex="0"><table><thead><tr><th scope="col">Section or client</th><th scope="col" class="number">Passed</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Not tried</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function bySection(result: Result): string {
  return sectionOf(result.case);
}
