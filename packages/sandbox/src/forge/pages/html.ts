/** Markup that is safe to send: everything put into it was escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | undefined | false | readonly Part[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup with values in it; values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const text = strings.reduce(
    (before, string, index) => before + render(parts[index - 1]) + string,
  );
  return new Html(text);
}

function render(part: Part): string {
  if (part instanceof Html) {
    return part.markup;
  }
  if (Array.isArray(part)) {
    return part.map(render).join('');
  }
  if (part === undefined || part === false) {
    return '';
  }
  return String(part).replace(/[&<>"']/g, char => ESCAPES[char]);
}
