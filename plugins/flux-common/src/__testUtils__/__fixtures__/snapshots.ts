import { readFileSync } from 'fs';
import { join } from 'path';
import {
  groupOf,
  type KubeObject,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import { parseAllDocuments } from 'yaml';
import { FLUX_KINDS } from '../../kinds/fluxKinds';
import type { FactSnapshot } from '../../judge/FluxModel';

/** The moment at which the fixtures were taken. */
export const NOW = Date.parse('2026-11-20T12:00:00Z');

/** The objects of a fixture file, deeply frozen as the watch cache gives them. */
export function fixture(name: string): KubeObject[] {
  const path = join(__dirname, name);
  return objects(readFileSync(path, 'utf8'));
}

/** The objects of a YAML text. */
export function objects(yaml: string): KubeObject[] {
  return parseAllDocuments(yaml).flatMap(document => {
    const object = document.toJS();
    return object ? [deepFreeze(object)] : [];
  });
}

/** The state of a source, `live` unless told otherwise. */
export function sourceState(overrides: Partial<SourceState> = {}): SourceState {
  return {
    source: 'kubernetes/lab/things',
    title: 'Things on lab',
    cluster: 'lab',
    status: 'live',
    since: '2026-11-20T11:00:00Z',
    asOf: '2026-11-20T12:00:00Z',
    message: 'Watching',
    ...overrides,
  };
}

/** Snapshots of every Flux kind with the given objects in them. */
export function snapshots(
  items: readonly KubeObject[],
  options: { cluster?: string; state?: Partial<SourceState> } = {},
): FactSnapshot[] {
  const { cluster = 'lab', state } = options;
  return FLUX_KINDS.map(({ kind, group }) => ({
    cluster,
    kind: { kind, group },
    items: items.filter(
      item => item.kind === kind && groupOf(item.apiVersion) === group,
    ),
    state: sourceState({
      source: `kubernetes/${cluster}/${kind}`,
      title: `${kind} on ${cluster}`,
      cluster,
      ...state,
    }),
  }));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
