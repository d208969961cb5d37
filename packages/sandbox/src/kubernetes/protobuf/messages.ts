import { readFileSync } from 'node:fs';
import { packageFolder } from '../../packageFolder';

/**
 * How a field is written: its name in JSON, its type, and flags. `#id` is another
 * message; r repeated, m a map whose values are of the type, n inlined into its
 * parent, z left out when zero.
 */
export type MessageField = [name: string, type: string, flags?: string];

/** The fields of a message by their number. */
export type Message = Readonly<Record<string, MessageField>>;

let messages: Readonly<Partial<Record<string, Message>>> | undefined;

/** A message by its id such as `core/v1.Pod`; undefined when it is not known. */
export function messageById(id: string): Message | undefined {
  // Read when first asked for: most clients never send protobuf.
  messages ??= JSON.parse(
    readFileSync(packageFolder('protobuf/messages.json'), 'utf8'),
  ) as Record<string, Message>;
  return messages[id];
}

/** The message of an object of a kind. Options of requests belong to the meta group whatever they say. */
export function messageOfKind(
  apiVersion: string,
  kind: string,
): Message | undefined {
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['core', apiVersion];
  return (
    messageById(`${group.split('.')[0]}/${version}.${kind}`) ??
    (kind.endsWith('Options') ? messageById(`meta/v1.${kind}`) : undefined)
  );
}
