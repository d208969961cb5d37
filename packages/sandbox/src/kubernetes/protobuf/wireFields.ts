/** One field as it is on the wire: a number, or the bytes of anything else. */
export interface WireField {
  number: number;
  value: number | Buffer;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

function varint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0n;
  for (let index = 0; index < 10 && at + index < bytes.length; index += 1) {
    const byte = bytes[at + index];
    value += BigInt(byte % 128) * 2n ** BigInt(7 * index);
    if (byte < 128) {
      // Negative numbers are written as the ten bytes of their complement.
      return { value: Number(BigInt.asIntN(64, value)), next: at + index + 1 };
    }
  }
  throw new RangeError('a number does not end');
}

/** The fields of a protobuf message in their order; a RangeError says that it is broken. */
export function wireFields(bytes: Buffer): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    const wireType = tag.value % 8;
    const number = Math.floor(tag.value / 8);
    if (wireType === FIXED64 && tag.next + 8 <= bytes.length) {
      fields.push({ number, value: bytes.readDoubleLE(tag.next) });
      at = tag.next + 8;
      continue;
    }
    const { value, next } = varint(bytes, tag.next);
    if (wireType === VARINT) {
      fields.push({ number, value });
      at = next;
    } else if (
      wireType === BYTES &&
      value >= 0 &&
      next + value <= bytes.length
    ) {
      fields.push({ number, value: bytes.subarray(next, next + value) });
      at = next + value;
    } else {
      throw new RangeError(`field ${number} cannot be read`);
    }
  }
  return fields;
}

/** The bytes of the first field with a number; none when there is no such field. */
export function bytesAt(fields: readonly WireField[], number: number): Buffer {
  const value = fields.find(field => field.number === number)?.value;
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}
