import type { Outcome } from './Step';

/** A place where two servers do not say the same. */
export interface Difference {
  step: string;
  /** Dotted, with `[]` for any place in a list: `body.items[].metadata.name`. */
  path: string;
  real: unknown;
  sandbox: unknown;
}

/** All differences of one step's outcomes; each field is told once, at its deepest. */
export function differencesOf(real: Outcome, sandbox: Outcome): Difference[] {
  if (real.code !== sandbox.code) {
    // What else they say follows from it.
    return [
      {
        step: real.step,
        path: 'code',
        real: codeOf(real),
        sandbox: codeOf(sandbox),
      },
    ];
  }
  const found: Difference[] = [];
  compare(
    { ...real, step: undefined },
    { ...sandbox, step: undefined },
    [],
    (path, a, b) =>
      found.push({
        step: real.step,
        path: path.join('.').replace(/\.\[\]/g, '[]'),
        real: a,
        sandbox: b,
      }),
  );
  return found.filter(
    (one, index) =>
      found.findIndex(
        other =>
          other.path === one.path &&
          JSON.stringify(other) === JSON.stringify(one),
      ) === index,
  );
}

function codeOf({ code, body }: Outcome): string {
  const message = isObject(body) ? body.message : body;
  return typeof message === 'string' ? `${code} ${message}` : String(code);
}

type Tell = (path: readonly string[], real: unknown, sandbox: unknown) => void;

function compare(
  real: unknown,
  sandbox: unknown,
  path: readonly string[],
  tell: Tell,
): void {
  if (Array.isArray(real) && Array.isArray(sandbox)) {
    if (real.length !== sandbox.length) {
      tell([...path, 'length'], brief(real), brief(sandbox));
      return;
    }
    real.forEach((item, index) =>
      compare(item, sandbox[index], [...path, '[]'], tell),
    );
  } else if (isObject(real) && isObject(sandbox)) {
    const keys = new Set([...Object.keys(real), ...Object.keys(sandbox)]);
    keys.forEach(key => compare(real[key], sandbox[key], [...path, key], tell));
  } else if (real !== sandbox) {
    tell(path, real, sandbox);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Enough of a list to see what is missing in it. */
function brief(list: readonly unknown[]): unknown {
  return list.map(item =>
    isObject(item)
      ? item.name ??
        (isObject(item.metadata) ? item.metadata.name : undefined) ??
        item.type ??
        item
      : item,
  );
}
