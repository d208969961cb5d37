import { isRecord } from '../store/json';

type Step = (values: unknown[]) => unknown[];

const field =
  (name: string): Step =>
  values =>
    values.flatMap(value =>
      isRecord(value) && value[name] !== undefined ? [value[name]] : [],
    );

const index =
  (at: number): Step =>
  values =>
    values.flatMap(value =>
      Array.isArray(value) && value.at(at) !== undefined ? [value.at(at)] : [],
    );

const all: Step = values =>
  values.flatMap(value => {
    if (Array.isArray(value)) {
      return value;
    }
    return isRecord(value) ? Object.values(value) : [];
  });

const filter =
  (path: string, operator: string, wanted: string): Step =>
  values => {
    const read = compileJsonPath(path);
    return values.flatMap(value =>
      Array.isArray(value)
        ? value.filter(
            item =>
              (String(read(item)[0] ?? '') === wanted) === (operator === '=='),
          )
        : [],
    );
  };

const TOKENS: ReadonlyArray<[RegExp, (parts: RegExpExecArray) => Step]> = [
  [
    /^\[\?\(@(\.[^=!<>\s]+)\s*(==|!=)\s*["']([^"']*)["']\)\]/,
    ([, path, operator, wanted]) => filter(path, operator, wanted),
  ],
  [/^\[\*\]|^\.\*/, () => all],
  [/^\[(-?\d+)\]/, ([, at]) => index(Number(at))],
  [/^\[["']([^"']+)["']\]/, ([, name]) => field(name)],
  [
    /^\.((?:[^.[\]\\]|\\.)+)/,
    ([, name]) => field(name.replace(/\\(.)/g, '$1')),
  ],
];

/** The first step of a path and how long its text is; undefined when it is not understood. */
function firstStep(path: string): { length: number; step: Step } | undefined {
  for (const [token, make] of TOKENS) {
    const parts = token.exec(path);
    if (parts) {
      return { length: parts[0].length, step: make(parts) };
    }
  }
  return undefined;
}

/**
 * Compiles the JSONPath of a printer column: fields, indices, `[*]` and filters
 * that compare one field with a text. A path beyond that finds nothing.
 */
export function compileJsonPath(path: string): (value: unknown) => unknown[] {
  const steps: Step[] = [];
  let rest = path.replace(/^\{|\}$/g, '');
  while (rest) {
    const first = firstStep(rest);
    if (!first) {
      return () => [];
    }
    steps.push(first.step);
    rest = rest.slice(first.length);
  }
  return value => steps.reduce((values, step) => step(values), [value]);
}
