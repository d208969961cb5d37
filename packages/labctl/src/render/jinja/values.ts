/** What is wrong with a value; the caller knows the place. */
export class ValueProblem extends Error {}

/** Anything that JSON can hold: the only values templates see. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [name: string]: JsonValue };

/** What kind of value this is, in the words of YAML. */
export function kindOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

export const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Python's truth: empty lists and mappings are false too. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  if (isMapping(value)) {
    return Object.keys(value).length > 0;
  }
  return Boolean(value);
}

/** Text of a value where both engines print the same bytes; refuses the others. */
export function printed(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    return String(value);
  }
  if (typeof value === 'boolean') {
    throw new ValueProblem(
      `prints yes or no, which Jinja writes as True and False: write "true" if … else "false"`,
    );
  }
  throw new ValueProblem(
    `prints ${kindOf(value)}: print text or whole numbers only`,
  );
}

/** One own field of a mapping, or undefined when there is none. */
export function memberOf(target: unknown, key: unknown): unknown {
  if (Array.isArray(target)) {
    return typeof key === 'number' ? target[key] : undefined;
  }
  return isMapping(target) &&
    typeof key === 'string' &&
    Object.prototype.hasOwnProperty.call(target, key)
    ? target[key]
    : undefined;
}

const isScalar = (value: unknown) =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Python's comparison for the cases where JavaScript's is the same. */
export function compare(
  one: unknown,
  operator: unknown,
  other: unknown,
): boolean {
  if (operator === '==' || operator === '!=') {
    if (!isScalar(one) || !isScalar(other)) {
      throw new ValueProblem(
        `compares ${kindOf(one)} with ${kindOf(other)}: compare single values`,
      );
    }
    return (one === other) === (operator === '==');
  }
  if (typeof one !== 'number' || typeof other !== 'number') {
    throw new ValueProblem(
      `orders ${kindOf(one)} and ${kindOf(other)}: order numbers only`,
    );
  }
  switch (operator) {
    case '<':
      return one < other;
    case '>':
      return one > other;
    case '<=':
      return one <= other;
    case '>=':
      return one >= other;
    default:
      throw new ValueProblem(`"${operator}" is no operator of Jinja`);
  }
}

/** Python's `in`: an element of a list, a name of a mapping, a part of a text. */
export function isIn(needle: unknown, hay: unknown): boolean {
  if (Array.isArray(hay)) {
    return hay.includes(needle);
  }
  if (typeof hay === 'string' && typeof needle === 'string') {
    return hay.includes(needle);
  }
  if (isMapping(hay) && typeof needle === 'string') {
    return Object.prototype.hasOwnProperty.call(hay, needle);
  }
  throw new ValueProblem(`looks for ${kindOf(needle)} in ${kindOf(hay)}`);
}

/** Adds or subtracts whole numbers; text is joined with `~`. */
export function calculate(
  one: unknown,
  operator: unknown,
  other: unknown,
): number {
  if (!Number.isSafeInteger(one) || !Number.isSafeInteger(other)) {
    throw new ValueProblem(
      `calculates with ${kindOf(one)} and ${kindOf(
        other,
      )}: use whole numbers, and ~ to join text`,
    );
  }
  return operator === '-'
    ? Number(one) - Number(other)
    : Number(one) + Number(other);
}

/** Orders text by code point, as Python does (UTF-16 order differs above U+FFFF). */
export function byCodePoint(one: string, other: string): number {
  const left = [...one];
  const right = [...other];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference =
      (left[index].codePointAt(0) ?? 0) - (right[index].codePointAt(0) ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}
