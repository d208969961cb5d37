import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type { MachineSnapshot, TalosResource } from '../facts/snapshots';
import type { TalosPartId } from '../parts/talosParts';

/** A 64-bit number that came as text, as a number; undefined when it is none. */
export function countOf(value: unknown): number | undefined {
  const count =
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isFinite(count)
    ? count
    : undefined;
}

export function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap(text => textOf(text) ?? []) : [];
}

/** The resources of a part; undefined when it was never read. */
export function resourcesOf(
  machine: MachineSnapshot,
  part: TalosPartId,
): readonly TalosResource[] | undefined {
  return machine.parts[part]?.resources;
}

/** The only resource of a part. */
export function resourceOf(
  machine: MachineSnapshot,
  part: TalosPartId,
): TalosResource | undefined {
  return resourcesOf(machine, part)?.[0];
}

/**
 * The first message of a called part. Calls to one machine have exactly one: the
 * list is left from the proxying of many that Talos gives up.
 */
export function messageOf(machine: MachineSnapshot, part: TalosPartId) {
  const { messages } = fieldsOf(machine.parts[part]?.answer);
  return Array.isArray(messages) && messages.length > 0
    ? fieldsOf(messages[0])
    : undefined;
}

/** `{ seconds, nanos }` of protobuf as ISO 8601. */
export function protoTimeOf(value: unknown): string | undefined {
  const seconds = countOf(fieldsOf(value).seconds);
  return seconds && Math.abs(seconds) < 8e9
    ? new Date(seconds * 1000).toISOString()
    : undefined;
}
