/** What V8 needs for an object or array itself and for one slot of it, on 64 bits with compressed pointers off. */
const OBJECT_BYTES = 32;
const SLOT_BYTES = 8;
/** Header of a string; its characters take one byte each where all are Latin-1. */
const STRING_BYTES = 16;

/**
 * About how much memory a value of plain JSON takes. Field names are not
 * counted: V8 shares them between objects of one shape.
 */
export function approximateBytes(value: unknown): number {
  if (typeof value === 'string') {
    return STRING_BYTES + value.length;
  }
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  let bytes = OBJECT_BYTES;
  for (const inner of Object.values(value)) {
    bytes += SLOT_BYTES + approximateBytes(inner);
  }
  return bytes;
}
