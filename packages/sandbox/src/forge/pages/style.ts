/** The stylesheet of the pages: light and dark by the system's choice. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: #1c2128; --quiet: #59636e; --page: #f6f7f9; --card: #ffffff; --line: #d5dae1;
  --link: #1652a1; --accent: #1a7f46; --accent-text: #ffffff;
  --plus: #1a7f37; --plus-back: #dff6e4; --minus: #b3261e; --minus-back: #fde7e6;
  --hunk-back: #e8effa; --open: #1a7f46; --merged: #6f42c1; --closed: #9a3412; --mark: #fff4c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e3e7ec; --quiet: #9aa5b1; --page: #14171b; --card: #1b1f25; --line: #343b45;
    --link: #82b4ff; --accent: #2f9e5f; --accent-text: #08120c;
    --plus: #5cc97f; --plus-back: #14301e; --minus: #ff8f87; --minus-back: #3a1a1a;
    --hunk-back: #1d2a3d; --open: #5cc97f; --merged: #bb9cf5; --closed: #f0a27c; --mark: #463f14;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
header { padding-top: 12px; padding-bottom: 12px; overflow-wrap: anywhere; }
footer { color: var(--quiet); font-size: 13px; padding-top: 24px; padding-bottom: 24px; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 22px; line-height: 1.3; margin: 16px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 17px; margin: 24px 0 8px; }
h3 { font-size: 15px; margin: 12px 0 4px; }
code, pre, .code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
pre { margin: 8px 0; padding: 8px 12px; background: var(--page); border-radius: 6px; }
.quiet { color: var(--quiet); font-weight: normal; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 0 0 12px; }
.text { padding: 4px 16px; overflow-wrap: anywhere; }
.list { list-style: none; padding: 0; }
.list li { display: flex; flex-wrap: wrap; gap: 2px 12px; padding: 8px 16px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.list li:first-child { border-top: 0; }
.end { margin-left: auto; }
.bar { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; }
.bar [aria-current] { font-weight: 600; color: var(--text); }
.tabs { display: flex; flex-wrap: wrap; gap: 4px 20px; border-bottom: 1px solid var(--line); margin-bottom: 12px; }
.tabs a { padding: 6px 0; color: var(--text); border-bottom: 2px solid transparent; }
.tabs [aria-current] { border-color: var(--link); font-weight: 600; }
.badge { font: 13px ui-monospace, Menlo, monospace; background: var(--hunk-back); border-radius: 4px; padding: 1px 6px; overflow-wrap: anywhere; }
.state, .check { font-size: 12px; font-weight: 600; border: 1px solid currentColor; border-radius: 10px; padding: 0 8px; white-space: nowrap; }
.state.open, .check.success { color: var(--open); }
.state.merged { color: var(--merged); }
.state.closed, .check.failure, .check.error { color: var(--closed); }
.check.pending, .check.warning { color: var(--quiet); }
.plus { color: var(--plus); } .minus { color: var(--minus); }
.scroll { overflow-x: auto; }
.code { border-collapse: collapse; width: 100%; }
.code td { padding: 0 8px; vertical-align: top; white-space: pre; }
.code tr:target { background: var(--mark); }
.number { width: 1%; text-align: right; color: var(--quiet); user-select: none; }
.number a { color: inherit; }
.sign { width: 1%; user-select: none; }
.added { background: var(--plus-back); } .added .sign { color: var(--plus); }
.removed { background: var(--minus-back); } .removed .sign { color: var(--minus); }
.hunk { background: var(--hunk-back); color: var(--quiet); }
.diff summary { padding: 8px 16px; cursor: pointer; overflow-wrap: anywhere; }
.diff[open] summary { border-bottom: 1px solid var(--line); }
.decision { padding: 12px 16px; border-left: 4px solid var(--line); display: flex; flex-wrap: wrap; gap: 12px; align-items: center; justify-content: space-between; }
.decision.open { border-left-color: var(--open); }
.decision.merged { border-left-color: var(--merged); }
.decision.conflict { border-left-color: var(--closed); }
.decision p { margin: 0; }
form { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
button, select { font: inherit; padding: 5px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--page); color: var(--text); }
button { cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-text); font-weight: 600; }
@media (max-width: 600px) {
  .end { margin-left: 0; width: 100%; }
  .decision, .decision form { align-items: stretch; flex-direction: column; }
  .number:first-child:nth-last-child(4) { display: none; }
}
`;
