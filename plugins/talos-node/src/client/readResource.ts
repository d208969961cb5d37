import type { TalosResource } from '@homestage/backstage-plugin-talos-common';
import { parse } from 'yaml';

export interface WireResource {
  readonly metadata?: {
    readonly namespace: string;
    readonly type: string;
    readonly id: string;
    readonly version: string;
    readonly phase: string;
    readonly updated?: { readonly seconds: string; readonly nanos: number };
  };
  readonly spec?: { readonly yamlSpec: string };
}

/**
 * A resource from the wire, by its YAML form, which old and new versions share. A
 * spec that is no YAML counts as not there: one odd object stops nothing.
 */
export function readResource(wire: WireResource): TalosResource | undefined {
  const { metadata, spec } = wire;
  if (!metadata) {
    return undefined;
  }
  const seconds = Number(metadata.updated?.seconds ?? NaN);
  const isTime = Number.isFinite(seconds) && Math.abs(seconds) < 8e9;
  return {
    namespace: metadata.namespace,
    type: metadata.type,
    id: metadata.id,
    version: metadata.version,
    phase: metadata.phase,
    ...(isTime ? { updated: new Date(seconds * 1000).toISOString() } : {}),
    spec: readYaml(spec?.yamlSpec ?? ''),
  };
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // The reader of the part then says that it does not know.
    return undefined;
  }
}
