import { Html, html } from './html';
import { DiffFile, DiffLine, parseDiff } from './parseDiff';

/** More lines than anybody reads; the rest is to be had as a plain diff. */
const MAX_LINES = 5000;

const SIGNS = { same: ' ', added: '+', removed: '-', hunk: '' };

/** A diff, file by file, with line numbers and colours. */
export function diffView(text: string): Html {
  const files = parseDiff(text);
  let left = MAX_LINES;
  const sections = files.map(file => {
    const lines = file.lines.slice(0, Math.max(left, 0));
    left -= lines.length;
    return fileView(file, lines);
  });
  const added = count(files, 'added');
  const removed = count(files, 'removed');
  return html`<p class="quiet" id="files">
      ${files.length} ${files.length === 1 ? 'file' : 'files'},
      <span class="plus">+${added}</span> <span class="minus">−${removed}</span>
    </p>
    ${sections}
    ${left < 0 && html`<p>The diff is longer than this page shows.</p>`}`;
}

function count(files: readonly DiffFile[], kind: DiffLine['kind']): number {
  return files.reduce(
    (sum, file) => sum + file.lines.filter(line => line.kind === kind).length,
    0,
  );
}

function fileView(file: DiffFile, lines: readonly DiffLine[]): Html {
  return html`<details class="card diff" open>
    <summary>
      <code>${file.path}</code>
      ${file.notes.map(note => html` <span class="quiet">${note}</span>`)}
    </summary>
    <div class="scroll">
      <table class="code">
        <tbody>
          ${lines.map(lineView)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function lineView({ kind, before, after, text }: DiffLine): Html {
  return html`<tr class="${kind}">
    <td class="number">${before}</td>
    <td class="number">${after}</td>
    <td class="sign">${SIGNS[kind]}</td>
    <td class="text">${text}</td>
  </tr>`;
}
