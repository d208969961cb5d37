import {
  fieldsOf,
  listOf,
  textOf,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { MachineEvent } from './machineEvent';

type Told = Pick<MachineEvent, 'kind' | 'severity' | 'sentence'>;
type Fields = Readonly<Record<string, unknown>>;

const text = (fields: Fields, name: string) => textOf(fields[name]) ?? '';
const lower = (word: string) =>
  word.toLocaleLowerCase('en-US').replace(/_/g, ' ');

/** `boot START` in words. */
function began(kind: string, name: string, fields: Fields): Told {
  const error = textOf(fieldsOf(fields.error).message);
  const action = lower(text(fields, 'action'));
  const verb: Readonly<Record<string, string>> = {
    start: 'began',
    stop: error ? 'failed' : 'ended',
    noop: 'had nothing to do',
  };
  return {
    kind,
    severity: error ? 'error' : 'info',
    sentence: `${name} ${verb[action] ?? action}${error ? `: ${error}` : ''}`,
  };
}

const SERVICE_SEVERITY: Readonly<Record<string, Severity>> = {
  RUNNING: 'ok',
  FAILED: 'error',
};

const STAGE_SEVERITY: Readonly<Record<string, Severity>> = {
  RUNNING: 'ok',
  UNKNOWN: 'unknown',
};

const READERS: Readonly<Record<string, (fields: Fields) => Told>> = {
  SequenceEvent: fields => began('sequence', text(fields, 'sequence'), fields),
  PhaseEvent: fields => began('phase', text(fields, 'phase'), fields),
  TaskEvent: fields => began('task', text(fields, 'task'), fields),
  ServiceStateEvent: fields => {
    const action = text(fields, 'action');
    const message = textOf(fields.message);
    const health = fieldsOf(fields.health);
    const isUnhealthy =
      action === 'RUNNING' &&
      health.healthy === false &&
      health.unknown === false;
    return {
      kind: 'service',
      severity: isUnhealthy ? 'warning' : SERVICE_SEVERITY[action] ?? 'info',
      sentence: `${text(fields, 'service')} is ${lower(action)}${
        message ? `: ${message}` : ''
      }`,
    };
  },
  MachineStatusEvent: fields => {
    const stage = text(fields, 'stage');
    const status = fieldsOf(fields.status);
    const unmet = listOf(status.unmetConditions)
      .map(fieldsOf)
      .map(({ name, reason }) => `${textOf(name)}: ${textOf(reason)}`);
    const isReady = status.ready === true;
    const severity = STAGE_SEVERITY[stage] ?? 'info';
    const readiness = isReady ? ', ready' : ', not ready';
    return {
      kind: 'machine',
      severity: stage === 'RUNNING' && !isReady ? 'warning' : severity,
      sentence: `The machine is ${lower(stage)}${
        stage === 'RUNNING' ? readiness : ''
      }${unmet.length ? ` (${unmet.join('; ')})` : ''}`,
    };
  },
  AddressEvent: fields => ({
    kind: 'address',
    severity: 'info',
    sentence: `${text(fields, 'hostname')} has ${
      [fields.addresses ?? []].flat().map(String).join(', ') || 'no address'
    }`,
  }),
  ConfigLoadErrorEvent: fields => ({
    kind: 'machine config',
    severity: 'error',
    sentence: `The machine config could not be loaded: ${text(
      fields,
      'error',
    )}`,
  }),
  ConfigValidationErrorEvent: fields => ({
    kind: 'machine config',
    severity: 'error',
    sentence: `The machine config is not valid: ${text(fields, 'error')}`,
  }),
  RestartEvent: () => ({
    kind: 'machine',
    severity: 'info',
    sentence: 'The machine starts again.',
  }),
};

const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** Ids begin with their time in seconds, 32 bits in base 32 (rs/xid). */
function timeOf(id: string): string | undefined {
  if (!/^[0-9a-v]{20}$/.test(id)) {
    return undefined;
  }
  const bits = [...id.slice(0, 7)].reduce(
    (sum, letter) => sum * 32 + ALPHABET.indexOf(letter),
    0,
  );
  // Seven letters are 35 bits; the last three belong to what follows.
  return new Date(Math.floor(bits / 8) * 1000).toISOString();
}

/**
 * Reads a message of `machine.MachineService/Events`.
 *
 * @returns undefined for a message that carries none, such as the failure of a proxy
 * @public
 */
export function readEvent(message: unknown): MachineEvent | undefined {
  const fields = fieldsOf(message);
  const content = fieldsOf(fields.data);
  const type = textOf(content['@type'])?.split('.').at(-1);
  const id = textOf(fields.id);
  if (!type || !id) {
    return undefined;
  }
  const told = READERS[type]?.(content) ?? {
    kind: type.replace(/Event$/, ''),
    severity: 'info' as const,
    sentence: 'An event that this portal does not know.',
  };
  return {
    id,
    at: timeOf(id),
    actorId: textOf(fields.actorId) || undefined,
    ...told,
  };
}
