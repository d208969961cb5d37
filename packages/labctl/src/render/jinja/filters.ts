import {
  ValueProblem,
  byCodePoint,
  isMapping,
  kindOf,
  printed,
} from './values';

type Filter = (value: unknown, ...args: readonly unknown[]) => unknown;

function text(value: unknown): string {
  if (typeof value !== 'string') {
    throw new ValueProblem(`needs text and was given ${kindOf(value)}`);
  }
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new ValueProblem(`needs a list and was given ${kindOf(value)}`);
  }
  return value;
}

/** Jinja sorts and groups without regard to case, keeping the order of equals. */
const byLowerCase = (one: unknown, other: unknown) =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : byCodePoint(text(one).toLowerCase(), text(other).toLowerCase());

function ends(value: unknown, position: 'first' | 'last'): unknown {
  const values = list(value);
  if (values.length === 0) {
    throw new ValueProblem(`takes the ${position} of an empty list`);
  }
  return values[position === 'first' ? 0 : values.length - 1];
}

/** All but the first line, and not the empty ones, as Jinja indents by default. */
function indent(value: unknown, width: unknown = 4): string {
  if (!Number.isInteger(width)) {
    throw new ValueProblem('needs the number of spaces');
  }
  const [first, ...rest] = text(value).split('\n');
  const spaces = ' '.repeat(Number(width));
  return [first, ...rest.map(line => (line ? spaces + line : line))].join('\n');
}

/** JSON as Python writes it: names sorted, a space behind commas and colons. */
function json(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(json).join(', ')}]`;
  }
  if (isMapping(value)) {
    return `{${Object.keys(value)
      .sort(byCodePoint)
      .map(name => `${json(name)}: ${json(value[name])}`)
      .join(', ')}}`;
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new ValueProblem('prints a fraction: use whole numbers, or text');
  }
  return JSON.stringify(value).replace(
    /[<>&'\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The filters that templates may use: each gives the bytes that Jinja2's filter of
 * the same name gives, or refuses. Nunjucks' own ones are not available.
 * Source: https://jinja.palletsprojects.com/en/stable/templates/#builtin-filters
 */
export const FILTERS: Readonly<Record<string, Filter>> = {
  default: (value, fallback) => (value === undefined ? fallback : value),
  dictsort: value => {
    if (!isMapping(value)) {
      throw new ValueProblem(`needs a mapping and was given ${kindOf(value)}`);
    }
    return Object.entries(value).sort(([one], [other]) =>
      byLowerCase(one, other),
    );
  },
  first: value => ends(value, 'first'),
  indent,
  int: value => {
    if (Number.isSafeInteger(value)) {
      return value;
    }
    if (!/^[-+]?\d+$/.test(text(value))) {
      throw new ValueProblem(`"${value}" is no whole number`);
    }
    return Number(value);
  },
  join: (value, separator = '') =>
    list(value).map(printed).join(text(separator)),
  last: value => ends(value, 'last'),
  length: value => {
    if (typeof value === 'string') {
      return [...value].length;
    }
    return isMapping(value) ? Object.keys(value).length : list(value).length;
  },
  list: value => list(value),
  lower: value => text(value).toLowerCase(),
  replace: (value, one, other) =>
    text(value).split(text(one)).join(text(other)),
  sort: value => [...list(value)].sort(byLowerCase),
  tojson: json,
  trim: value => text(value).trim(),
  unique: value => {
    const seen = new Set<string>();
    return list(value).filter(entry => {
      const key = text(entry).toLowerCase();
      return !seen.has(key) && seen.add(key);
    });
  },
  upper: value => text(value).toUpperCase(),
};

/** How many arguments each filter takes besides its value: at least, at most. */
export const FILTER_ARGUMENTS: Readonly<Record<string, [number, number]>> = {
  default: [1, 1],
  indent: [0, 1],
  join: [0, 1],
  replace: [2, 2],
};
