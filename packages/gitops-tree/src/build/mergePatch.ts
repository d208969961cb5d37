import { cloneJson } from '../read/cloneJson';
import { isRecord } from '../read/isRecord';
import type { Manifest } from '../types';
import { mergeKeyOf } from './mergeKeyOf';

const DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/**
 * Strategic merge: mappings are merged, nulls delete, lists of built-in kinds
 * are merged by their key (what is new comes first, as kustomize does it), all
 * other lists are replaced. `$patch: delete | replace` are honoured.
 */
export function mergePatch(
  target: Manifest,
  patch: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return mergeRecords(target, patch, target.apiVersion);
}

function mergeRecords(
  target: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
  apiVersion: string,
): Record<string, unknown> {
  if (patch.$patch === 'replace') {
    return withoutDirectives(patch);
  }
  const merged: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch' || key.startsWith('$setElementOrder')) {
      continue;
    }
    if (value === null || field(value, '$patch') === 'delete') {
      delete merged[key];
    } else {
      merged[key] = mergeValues(merged[key], value, { apiVersion, key });
    }
  }
  return merged;
}

function mergeValues(
  target: unknown,
  patch: unknown,
  at: { apiVersion: string; key: string },
): unknown {
  if (isRecord(patch)) {
    return mergeRecords(isRecord(target) ? target : {}, patch, at.apiVersion);
  }
  if (!Array.isArray(patch)) {
    return patch;
  }
  const list = Array.isArray(target) ? target : [];
  const keys = mergeKeyOf(at.apiVersion, at.key, [...list, ...patch]);
  return keys
    ? mergeLists(list, patch, { keys, apiVersion: at.apiVersion })
    : cloneJson(patch);
}

function mergeLists(
  target: readonly unknown[],
  patch: readonly unknown[],
  options: { keys: readonly string[]; apiVersion: string },
): unknown[] {
  if (patch.some(item => field(item, '$patch') === 'replace')) {
    return patch.filter(item => field(item, '$patch') !== 'replace');
  }
  const isSame = (one: unknown, other: unknown) =>
    options.keys.every(
      (key, index) =>
        field(one, key) === field(other, key) ||
        // A secondary key that one side leaves out does not tell them apart.
        (index > 0 && (field(one, key) ?? field(other, key)) === DEFAULTS[key]),
    );
  const rest = [...target];
  const merged: unknown[] = [];
  for (const item of patch) {
    const index = rest.findIndex(other => isSame(other, item));
    const [existing] = index < 0 ? [] : rest.splice(index, 1);
    if (field(item, '$patch') === 'delete') {
      continue;
    }
    merged.push(
      isRecord(existing) && isRecord(item)
        ? mergeRecords(existing, item, options.apiVersion)
        : cloneJson(item),
    );
  }
  return [...merged, ...rest];
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function withoutDirectives(
  patch: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { $patch: _, ...rest } = patch;
  return rest;
}
