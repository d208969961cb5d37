/**
 * Reading fields of objects that a cluster returned: a field of another type
 * than its schema says counts as not there, and never makes anything throw.
 *
 * @public
 */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

/**
 * The value as an object; an empty one when it is anything else.
 *
 * @public
 */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : NONE;
}

/**
 * The objects of a list; none when it is no list.
 *
 * @public
 */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value)
    ? value.map(fieldsOf).filter(entry => entry !== NONE)
    : [];
}

/**
 * The value when it is a finite number.
 *
 * @public
 */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/**
 * The value when it is a text that is not empty.
 *
 * @public
 */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The value when it is a time; as it was written.
 *
 * @public
 */
export function timestampOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/**
 * A timestamp in milliseconds since the epoch; undefined when it is none.
 *
 * @public
 */
export function timeMsOf(value: unknown): number | undefined {
  const text = timestampOf(value);
  return text === undefined ? undefined : Date.parse(text);
}

/** Whether there is anything at all in it. */
export function isEmpty(fields: Fields): boolean {
  return Object.keys(fields).length === 0;
}
