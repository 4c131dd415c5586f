import { Markup } from './markup.ts';

/** The page's one stylesheet: light and dark, on paper, from a phone to a wide screen. */
export const pageStyle = new Markup(`
:root { color-scheme: light dark;
  --ground: #fbfbfa; --raised: #fff; --ink: #1c2024; --soft: #5b6470; --line: #dcdfe3; --code: #f2f3f5;
  --passed: #14713d; --failed: #b42318; --skipped: #7a5200; --passed-bar: #2f9e62; --failed-bar: #d64535; --skipped-bar: #d3a13b; --link: #1a5fb4; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #14171a; --raised: #1b1f23; --ink: #e6e8ea; --soft: #a3acb7; --line: #343a41; --code: #23282e;
  --passed: #6fd39b; --failed: #ff9d90; --skipped: #e6c071; --passed-bar: #2f9e62; --failed-bar: #d64535; --skipped-bar: #b98a2c; --link: #8ab8ff; } }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; -webkit-text-size-adjust: 100%; }
body { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; font-weight: 600; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.soft { color: var(--soft); }
.address { overflow-wrap: anywhere; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .95em; }
.verdict { border-left: .3rem solid var(--failed-bar); background: var(--raised); padding: .75rem 1rem; margin: 1.25rem 0; }
.score { display: flex; flex-wrap: wrap; gap: .5rem 2.25rem; margin: 1.5rem 0 .75rem; padding: 0; list-style: none; }
.score strong { display: block; font-size: 2rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.bar { display: flex; height: .6rem; border-radius: .3rem; overflow: hidden; background: var(--line); }
.bar span { display: block; min-width: 2px; }
.passed { color: var(--passed); } .failed, .broken { color: var(--failed); } .skipped { color: var(--skipped); }
.bar .passed { background: var(--passed-bar); } .bar .failed { background: var(--failed-bar); } .bar .skipped { background: var(--skipped-bar); }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
.scroll { overflow-x: auto; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.failed { font-weight: 700; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.case { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0; }
.case > summary { padding: .65rem .9rem; cursor: pointer; list-style-position: inside; }
.case > summary h3 { display: inline; overflow-wrap: anywhere; }
.case > summary .id { display: block; padding-left: 1.15rem; font-size: .85rem; overflow-wrap: anywhere; }
.case > .inside { padding: 0 .9rem .9rem; }
summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: .25rem; }
dl { margin: .2rem 0 1rem; display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
@media (max-width: 38rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
.exchange { border-top: 1px solid var(--line); }
.exchange > summary { padding: .45rem 0; cursor: pointer; font-size: .9rem; overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: .35rem; padding: .7rem .8rem; margin: .3rem 0 .8rem; overflow-x: auto; font: .82rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .9rem; }
@media print { body { max-width: none; padding: 0; } .case { break-inside: avoid; } }
`);
