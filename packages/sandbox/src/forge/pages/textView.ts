import { Html, html } from './html';

/**
 * A text people wrote, as markup: the few forms of Markdown that descriptions
 * use (headings, lists, fenced code, bold, code, links). Whatever else stands
 * there is shown as it is.
 */
export function textView(text: string): Html {
  const blocks = text.replace(/\r\n/g, '\n').split(/(^```[\s\S]*?^```$)/m);
  return html`${blocks.map(block =>
    block.startsWith('```') ? fenceView(block) : paragraphsView(block),
  )}`;
}

function fenceView(block: string): Html {
  const inside = block.replace(/^```.*\n/, '').replace(/\n?```$/, '');
  return html`<div class="scroll">
    <pre><code>${inside}</code></pre>
  </div>`;
}

function paragraphsView(block: string): Html[] {
  return block
    .split(/\n{2,}|\n(?=#{1,4} )|(?<=^#{1,4} .*)\n/m)
    .filter(part => part.trim() !== '')
    .map(paragraphView);
}

function paragraphView(part: string): Html {
  const lines = part.trim().split('\n');
  const heading = /^#{1,4} (.*)$/.exec(lines[0]);
  if (heading && lines.length === 1) {
    return html`<h3>${spansView(heading[1])}</h3>`;
  }
  if (lines.every(line => /^\s*([-*]|\d+\.) /.test(line))) {
    return html`<ul>
      ${lines.map(
        line =>
          html`<li>${spansView(line.replace(/^\s*([-*]|\d+\.) /, ''))}</li>`,
      )}
    </ul>`;
  }
  return html`<p>
    ${lines.map((line, index) => [index > 0 && html`<br />`, spansView(line)])}
  </p>`;
}

const SPANS =
  /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:\/\/[^\s)]+\)|https?:\/\/[^\s<>)"']+)/;

function spansView(line: string): Html[] {
  return line.split(SPANS).map(span => {
    const link = /^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)$/.exec(span);
    if (link) {
      return linkView(link[2], link[1]);
    }
    if (/^https?:\/\//.test(span)) {
      return linkView(span, span);
    }
    if (/^`[^`]+`$/.test(span)) {
      return html`<code>${span.slice(1, -1)}</code>`;
    }
    if (/^\*\*[^*]+\*\*$/.test(span)) {
      return html`<strong>${span.slice(2, -2)}</strong>`;
    }
    return html`${span}`;
  });
}

function linkView(address: string, text: string): Html {
  return html`<a href="${address}" rel="noreferrer">${text}</a>`;
}
