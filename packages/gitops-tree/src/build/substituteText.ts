/** The text with its variables filled in, or why that cannot be done. */
export type SubstitutedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

export interface SubstituteTextOptions {
  readonly variables: Readonly<Record<string, string>>;
  /** Leave `${name}` as it stands when the variable is not known and no default is given, where the controller would put nothing. */
  readonly keepUnknown?: boolean;
}

/** Deeper nesting of defaults is no configuration. */
const MAX_DEPTH = 32;

const OPERATOR = /:=|:-|:\?|:\+|\^\^|,,|##|%%|\/\/|\/#|\/%|[-=+^,#%/:]/y;
const DEFAULTS = new Set([':=', ':-', '=', '-', ':?', ':+', '+']);
const SEPARATORS: Readonly<Record<string, string>> = { ':': ':', '/': '/' };

/** Not a class for its state's sake: the functions below call each other while they move through one text. */
class Scanner {
  fault?: string;
  #at = 0;
  #depth = 0;
  readonly #text: string;
  readonly #options: SubstituteTextOptions;

  constructor(text: string, options: SubstituteTextOptions) {
    this.#text = text;
    this.#options = options;
  }

  /** Reads up to the first of `stops` outside of a variable, or to the end. */
  text(stops: string): string {
    let result = '';
    while (this.#at < this.#text.length && !this.fault) {
      result += this.#literal(stops);
      const character = this.#text[this.#at];
      const next = this.#text[this.#at + 1];
      if (character !== '$') {
        return result;
      }
      if (next === '{') {
        result += this.#variable();
      } else {
        // `$$` stands for one dollar; any other is left as it is.
        this.#at += next === '$' ? 2 : 1;
        result += '$';
      }
    }
    return result;
  }

  /** Text up to the next dollar or stop. */
  #literal(stops: string): string {
    const start = this.#at;
    if (stops === '') {
      const dollar = this.#text.indexOf('$', start);
      this.#at = dollar < 0 ? this.#text.length : dollar;
    } else {
      while (
        this.#at < this.#text.length &&
        this.#text[this.#at] !== '$' &&
        !stops.includes(this.#text[this.#at])
      ) {
        this.#at += 1;
      }
    }
    return this.#text.slice(start, this.#at);
  }

  #variable(): string {
    const start = this.#at;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      return this.#fail('variables are nested too deeply');
    }
    this.#at += 2;
    const isLength = /^#\w/.test(this.#text.slice(this.#at, this.#at + 2));
    this.#at += isLength ? 1 : 0;
    const name = this.#match(/[\p{L}\p{Nd}_]+/uy);
    if (name === '') {
      return this.#fail('unable to parse variable name');
    }
    const operator = this.#match(OPERATOR);
    const words = this.#words(operator);
    if (this.#text[this.#at] !== '}') {
      return this.#fail('missing closing brace');
    }
    this.#at += 1;
    this.#depth -= 1;
    return this.#evaluate({ name, operator, words, isLength, start });
  }

  #words(operator: string): string[] {
    if (operator === '') {
      return [];
    }
    const separator = SEPARATORS[operator[0] === '/' ? '/' : operator];
    const words = [this.text(separator ? `}${separator}` : '}')];
    if (separator && this.#text[this.#at] === separator) {
      this.#at += 1;
      words.push(this.text('}'));
    }
    return words;
  }

  #evaluate(variable: {
    name: string;
    operator: string;
    words: readonly string[];
    isLength: boolean;
    start: number;
  }): string {
    const { name, operator, words, isLength, start } = variable;
    const isKnown = Object.hasOwn(this.#options.variables, name);
    const value = isKnown ? this.#options.variables[name] : '';
    const hasDefault = DEFAULTS.has(operator);
    if (!isKnown && this.#options.keepUnknown && !hasDefault) {
      return this.#text.slice(start, this.#at);
    }
    if (isLength) {
      return String(Array.from(value).length);
    }
    return operator === '' ? value : applyFunction(value, operator, words);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(reason: string): string {
    this.fault ??= reason;
    this.#at = this.#text.length;
    return '';
  }
}

/**
 * Flux's variable substitution: `${name}`, `$${name}` for a literal `${name}`,
 * and the functions of its envsubst (`:=`, `:-`, `^^`, `,,`, `:n:n`, `#`, `%`,
 * `/`). Defaults may hold variables themselves. `$name` is left alone.
 */
export function substituteText(
  text: string,
  options: SubstituteTextOptions,
): SubstitutedText {
  const scanner = new Scanner(text, options);
  const result = scanner.text('');
  return scanner.fault
    ? { ok: false, reason: scanner.fault }
    : { ok: true, text: result };
}

function applyFunction(
  value: string,
  operator: string,
  words: readonly string[],
): string {
  const [word = '', second = ''] = words;
  switch (operator) {
    case '^':
      return value.charAt(0).toUpperCase() + value.slice(1);
    case '^^':
      return value.toUpperCase();
    case ',':
      return value.charAt(0).toLowerCase() + value.slice(1);
    case ',,':
      return value.toLowerCase();
    case ':':
      return substring(value, word, second);
    case '#':
    case '##':
      return value.replace(
        glob(word, { isGreedy: operator === '##', at: 'start' }),
        '',
      );
    case '%':
      return trimShortestSuffix(value, word);
    case '%%':
      return value.replace(glob(word, { isGreedy: true, at: 'end' }), '');
    case '/':
      return value.replace(word, () => second);
    case '//':
      return word === '' ? value : value.split(word).join(second);
    case '/#':
      return value.startsWith(word) ? second + value.slice(word.length) : value;
    case '/%':
      return value.endsWith(word)
        ? value.slice(0, value.length - word.length) + second
        : value;
    default:
      // Flux treats every form of default alike: it takes the place of nothing.
      return value === '' ? word : value;
  }
}

function substring(value: string, from: string, length: string): string {
  const start = Number.parseInt(from, 10);
  if (Number.isNaN(start)) {
    return value;
  }
  const rest = value.slice(start);
  const count = Number.parseInt(length, 10);
  return Number.isNaN(count) ? rest : rest.slice(0, Math.max(0, count));
}

function globSource(pattern: string, isGreedy: boolean): string {
  return pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\?/g, '.')
    .replace(/\*+/g, isGreedy ? '.*' : '.*?');
}

function glob(
  pattern: string,
  options: { isGreedy: boolean; at: 'start' | 'end' },
): RegExp {
  const source = globSource(pattern, options.isGreedy);
  return new RegExp(options.at === 'start' ? `^${source}` : `${source}$`, 's');
}

function trimShortestSuffix(value: string, pattern: string): string {
  const whole = new RegExp(`^(?:${globSource(pattern, true)})$`, 's');
  for (let start = value.length; start >= 0; start -= 1) {
    if (whole.test(value.slice(start))) {
      return value.slice(0, start);
    }
  }
  return value;
}
