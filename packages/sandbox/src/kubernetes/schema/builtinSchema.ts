import { messageById, messageOfKind, Message } from '../protobuf/messages';
import { StructuralSchema } from './ServedVersion';

const schemas = new Map<Message, StructuralSchema>();

const ANYTHING: StructuralSchema = {
  nullable: true,
  'x-kubernetes-preserve-unknown-fields': true,
};

const TEXT: StructuralSchema = { type: 'string', nullable: true };

/** The schemas of what is no message, by the type that `messages.json` gives it. */
const SCALARS: Readonly<Record<string, StructuralSchema>> = {
  string: TEXT,
  time: TEXT,
  microTime: TEXT,
  bytes: TEXT,
  int: { type: 'integer', nullable: true },
  bool: { type: 'boolean', nullable: true },
  // A number or a text.
  quantity: ANYTHING,
  intOrString: ANYTHING,
  json: ANYTHING,
};

function typeSchema(type: string): StructuralSchema {
  const message = type.startsWith('#') ? messageById(type.slice(1)) : undefined;
  return message ? messageSchema(message) : SCALARS[type] ?? ANYTHING;
}

function messageSchema(message: Message): StructuralSchema {
  const known = schemas.get(message);
  if (known) {
    return known;
  }
  const properties: Record<string, StructuralSchema> = {};
  const schema = { type: 'object', nullable: true, properties };
  // Before its fields, which may lead back to it.
  schemas.set(message, schema);
  for (const [name, type, flags = ''] of Object.values(message)) {
    const value = typeSchema(type);
    if (flags.includes('n')) {
      Object.assign(properties, value.properties);
    } else if (flags.includes('m')) {
      properties[name] = {
        type: 'object',
        nullable: true,
        additionalProperties: value,
      };
    } else {
      properties[name] = flags.includes('r')
        ? { type: 'array', nullable: true, items: value }
        : value;
    }
  }
  return schema;
}

/**
 * The fields of a built-in kind and their types, from the same source as its
 * protobuf form; undefined for a kind that is not known there.
 */
export function builtinSchema(
  apiVersion: string,
  kind: string,
): StructuralSchema | undefined {
  const message = messageOfKind(apiVersion, kind);
  return message && messageSchema(message);
}
