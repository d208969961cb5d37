import { parse } from 'yaml';
import { field } from '../read/field';
import { KUBERNETES_TAGS } from '../read/KUBERNETES_TAGS';
import { isRecord } from '../read/isRecord';
import { substituteText } from './substituteText';
import type { SubstituteTextOptions } from './substituteText';

/** The object with its variables filled in, or why that cannot be done. */
export type SubstitutedObject<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

const DISABLED = 'kustomize.toolkit.fluxcd.io/substitute';

/**
 * Substitutes in one object, as the controller does it in the object's YAML
 * text: a plain scalar that becomes `3` or `true` changes its type. Objects
 * marked with `substitute: disabled` are left alone.
 */
export function substituteObject<T>(
  object: T,
  options: SubstituteTextOptions,
): SubstitutedObject<T> {
  if (
    field(object, 'metadata', 'labels', DISABLED) === 'disabled' ||
    field(object, 'metadata', 'annotations', DISABLED) === 'disabled'
  ) {
    return { ok: true, value: object };
  }
  const faults: string[] = [];
  const value = substituteValue(object, { ...options, faults }) as T;
  return faults.length > 0
    ? { ok: false, reason: faults[0] }
    : { ok: true, value };
}

type ValueOptions = SubstituteTextOptions & { readonly faults: string[] };

function substituteValue(value: unknown, options: ValueOptions): unknown {
  if (typeof value === 'string') {
    return value.includes('$') ? substituteScalar(value, options) : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => substituteValue(item, options));
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.includes('$') ? fill(key, options) : key,
      substituteValue(item, options),
    ]),
  );
}

function fill(text: string, options: ValueOptions): string {
  const result = substituteText(text, options);
  if (!result.ok) {
    options.faults.push(result.reason);
    return text;
  }
  return result.text;
}

function substituteScalar(text: string, options: ValueOptions): unknown {
  const filled = fill(text, options);
  if (filled === text || !isPlain(text)) {
    return filled;
  }
  try {
    const value: unknown = parse(filled, {
      customTags: KUBERNETES_TAGS,
      logLevel: 'silent',
    });
    return value === null && filled !== '' && filled !== 'null'
      ? filled
      : value;
  } catch {
    // No YAML any more: the controller would refuse the whole object.
    options.faults.push(`"${text}" does not give YAML when it is substituted`);
    return filled;
  }
}

/** True when a YAML writer would leave the text without quotes. */
function isPlain(text: string): boolean {
  return (
    !/[\n\r\t]/.test(text) &&
    !/^[\s\-?:,[\]{}#&*!|>'"%@`]/.test(text.replace(/^[-?:](?=\S)/, '')) &&
    !/: |:$| #|\s$/.test(text)
  );
}
