/** A plain JSON object. */
export type JsonRecord = Record<string, unknown>;

/** Whether a value is an object with fields: not null, not a list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
