import { isRecord, JsonRecord } from '../store/json';
import { Message, messageById, MessageField, messageOfKind } from './messages';
import { bytesAt, WireField, wireFields } from './wireFields';

/** `k8s` and a zero byte begin every such body. */
const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

const STRING_VALUE = 1;

const numberAt = (fields: readonly WireField[], number: number) => {
  const value = fields.find(field => field.number === number)?.value;
  return typeof value === 'number' ? value : 0;
};

function timeOf(bytes: Buffer, digits: 0 | 6): string | undefined {
  const fields = wireFields(bytes);
  const seconds = numberAt(fields, 1);
  if (seconds <= 0) {
    return undefined;
  }
  const whole = new Date(seconds * 1000)
    .toISOString()
    .slice(0, -'.000Z'.length);
  const micros = Math.floor(numberAt(fields, 2) / 1000);
  return digits === 0
    ? `${whole}Z`
    : `${whole}.${String(micros).padStart(6, '0')}Z`;
}

function intOrString(bytes: Buffer): number | string {
  const fields = wireFields(bytes);
  return numberAt(fields, 1) === STRING_VALUE
    ? bytesAt(fields, 3).toString()
    : numberAt(fields, 2);
}

/** RawExtension and FieldsV1 hold JSON as bytes. */
function embedded(bytes: Buffer): unknown {
  const text = bytesAt(wireFields(bytes), 1).toString();
  return text ? JSON.parse(text) : undefined;
}

function valueOf(value: WireField['value'], type: string): unknown {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  switch (type) {
    case 'bool':
      return value === 1;
    case 'int':
    case 'double':
      return value;
    case 'string':
      return bytes.toString();
    case 'bytes':
      return bytes.toString('base64');
    case 'time':
      return timeOf(bytes, 0);
    case 'microTime':
      return timeOf(bytes, 6);
    case 'quantity':
      return bytesAt(wireFields(bytes), 1).toString();
    case 'intOrString':
      return intOrString(bytes);
    case 'json':
      return embedded(bytes);
    default:
      return messageOf(bytes, messageById(type.slice(1)) ?? {});
  }
}

const isZero = (value: unknown) =>
  value === '' ||
  value === 0 ||
  value === false ||
  (isRecord(value) && Object.keys(value).length === 0);

function entryOf(bytes: Buffer, type: string): JsonRecord {
  const fields = wireFields(bytes);
  const value =
    fields.find(({ number }) => number === 2)?.value ?? Buffer.alloc(0);
  return { [bytesAt(fields, 1).toString()]: valueOf(value, type) };
}

function addField(
  decoded: JsonRecord,
  wire: WireField,
  field: MessageField,
): void {
  const [name, type, flags = ''] = field;
  if (flags.includes('m')) {
    const entry = entryOf(Buffer.from(wire.value as Buffer), type);
    decoded[name] = { ...(decoded[name] as JsonRecord | undefined), ...entry };
    return;
  }
  const value = valueOf(wire.value, type);
  if (flags.includes('r')) {
    decoded[name] = [
      ...((decoded[name] as unknown[] | undefined) ?? []),
      value,
    ];
  } else if (flags.includes('n')) {
    Object.assign(decoded, value);
  } else if (value !== undefined && !(flags.includes('z') && isZero(value))) {
    decoded[name] = value;
  }
}

function messageOf(bytes: Buffer, message: Message): JsonRecord {
  const decoded: JsonRecord = {};
  for (const wire of wireFields(bytes)) {
    const field = message[wire.number];
    if (field) {
      addField(decoded, wire, field);
    }
  }
  return decoded;
}

/**
 * The object in a body of `application/vnd.kubernetes.protobuf`, which typed Go
 * clients send by default. Undefined for a kind whose message is not known here; a
 * RangeError or SyntaxError says that the body is broken.
 */
export function decodeProtobuf(body: Buffer): JsonRecord | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new RangeError('the body does not begin as Kubernetes protobuf does');
  }
  const envelope = wireFields(body.subarray(MAGIC.length));
  const typeFields = wireFields(bytesAt(envelope, 1));
  const apiVersion = bytesAt(typeFields, 1).toString();
  const kind = bytesAt(typeFields, 2).toString();
  const message = messageOfKind(apiVersion, kind);
  return (
    message && { apiVersion, kind, ...messageOf(bytesAt(envelope, 2), message) }
  );
}
