import { readFileSync, writeFileSync } from 'node:fs';
import { countsOf, type Result } from '../conformance/kit/result.ts';
import { runCases } from '../conformance/kit/run-cases.ts';
import { selectCases } from '../conformance/select-cases.ts';
import { startScimmy } from '../test/independent/scimmy-routers.ts';

// Runs the kit on a SCIM server that is not ours and compares what fails with what docs/conformance says of it.
// `--write` writes the page anew. Exit code 1 when something differs.
const PAGE = new URL('../docs/conformance/scimmy-routers.md', import.meta.url);

await using server = await startScimmy();
// Whatever the library prints of its own failures is in the report.
console.error = () => undefined;
const target = { baseUrls: [server.url], token: server.token, timeoutMs: 10_000 };
const { results, verdict, features } = await runCases({ target, cases: selectCases({}), version: 'of this checkout' });
const failed = results.filter(({ outcome }) => outcome === 'failed');
const broken = results.filter(({ outcome }) => outcome === 'broken');
const { passed, skipped } = countsOf(results);

if (process.argv.includes('--write')) writeFileSync(PAGE, pageOf(failed));
const known = new Set([...readFileSync(PAGE, 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id));
const news = failed.filter(({ case: { id } }) => !known.has(id));
const gone = [...known].filter((id) => !failed.some((each) => each.case.id === id));

for (const {
  case: { id },
  reason,
} of [...news, ...broken])
  console.log(`not in ${PAGE.pathname.split('/').at(-1)}: ${id}: ${reason}`);
for (const id of gone) console.log(`no longer fails: ${id}`);
console.log(
  `scimmy-routers: ${passed} passed, ${failed.length} failed (${news.length} unknown), ${skipped} skipped${verdict ? `; ${verdict}` : ''}`,
);
if (news.length + gone.length + broken.length > 0) process.exitCode = 1;

function pageOf(all: readonly Result[]): string {
  const rows = all.map(({ case: { id, title }, reason = '' }) => `| \`${id}\` | ${cell(title)} | ${cell(reason)} |`);
  return `# scimmy-routers ${installed('scimmy-routers')}, by the conformance kit

What the kit finds in a server that is not ours: [scimmy-routers](https://www.npmjs.com/package/scimmy-routers) ${installed('scimmy-routers')} with scimmy ${installed('scimmy')} on Express ${installed('express')}, which its peer range allows, in front of a store in memory ([test/independent/scimmy-routers.ts](../../test/independent/scimmy-routers.ts)). The store makes ids and times, refuses a taken userName, shows a user's groups and takes deleted users out of them; everything else is the library's.

${passed} cases pass, ${all.length} fail, ${skipped} are skipped for what it says that it lacks (it offers ${features.join(', ')}). \`npm run conformance:independent\` runs it again, in CI too, and fails when this list is no longer what happens; \`-- --write\` writes it anew. Not every line is a breach of an RFC: the scenarios of the clients hold a server to what those clients need.

| Case | A server that passes | What it did |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function installed(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** What differs from run to run (ids, unique names) has no place in a page that is compared by people. */
function cell(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')
    .replace(/-[0-9a-f]{10}-\d+/g, '-…')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replace(/[|<>]/g, (sign) => `\\${sign}`)
    .replace(/\s+/g, ' ');
}
