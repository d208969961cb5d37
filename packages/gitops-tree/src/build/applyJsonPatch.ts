import { cloneJson } from '../read/cloneJson';
import { isRecord } from '../read/isRecord';

/** The patched copy, or why an operation cannot be carried out. */
export type JsonPatchResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** Carries out JSON Patch operations (RFC 6902) on a copy. */
export function applyJsonPatch(
  target: unknown,
  operations: readonly unknown[],
): JsonPatchResult {
  const holder = { root: cloneJson(target) };
  for (const operation of operations) {
    const reason = applyOperation(holder, operation);
    if (reason !== undefined) {
      return { ok: false, reason };
    }
  }
  return { ok: true, value: holder.root };
}

interface Holder {
  root: unknown;
}

function applyOperation(
  holder: Holder,
  operation: unknown,
): string | undefined {
  if (!isRecord(operation) || typeof operation.path !== 'string') {
    return 'an operation has no path';
  }
  const { op, path, value, from } = operation;
  switch (op) {
    case 'add':
      return add(holder, path, cloneJson(value));
    case 'remove':
      return remove(holder, path);
    case 'replace':
      return remove(holder, path) ?? add(holder, path, cloneJson(value));
    case 'test':
      return JSON.stringify(read(holder, path)) === JSON.stringify(value)
        ? undefined
        : `the test of ${path} fails`;
    case 'copy':
    case 'move': {
      const source = String(from);
      const moved = cloneJson(read(holder, source));
      if (moved === undefined) {
        return `${source} does not exist`;
      }
      return (
        (op === 'move' ? remove(holder, source) : undefined) ??
        add(holder, path, moved)
      );
    }
    default:
      return `the operation ${String(op)} is unknown`;
  }
}

function pointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function read(holder: Holder, path: string): unknown {
  return pointer(path).reduce<unknown>(
    (at, part) => child(at, part),
    holder.root,
  );
}

function child(at: unknown, part: string): unknown {
  if (Array.isArray(at)) {
    return at[Number(part)];
  }
  return isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined;
}

function parentOf(holder: Holder, path: string) {
  const parts = pointer(path);
  const key = parts[parts.length - 1];
  const at = parts
    .slice(0, -1)
    .reduce<unknown>((value, part) => child(value, part), holder.root);
  return { at, key };
}

function add(holder: Holder, path: string, value: unknown): string | undefined {
  if (path === '') {
    holder.root = value;
    return undefined;
  }
  const { at, key } = parentOf(holder, path);
  if (Array.isArray(at)) {
    const index = key === '-' ? at.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > at.length) {
      return `${path} is outside of its list`;
    }
    at.splice(index, 0, value);
    return undefined;
  }
  if (!isRecord(at)) {
    return `${path} does not exist`;
  }
  at[key] = value;
  return undefined;
}

function remove(holder: Holder, path: string): string | undefined {
  const { at, key } = parentOf(holder, path);
  if (child(at, key) === undefined) {
    return `${path} does not exist`;
  }
  if (Array.isArray(at)) {
    at.splice(Number(key), 1);
  } else if (isRecord(at)) {
    delete at[key];
  }
  return undefined;
}
