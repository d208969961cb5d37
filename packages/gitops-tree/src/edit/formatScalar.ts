import { parse, stringify } from 'yaml';
import type { ScalarValue } from '../types';

/**
 * Options of `stringify`: nothing is folded, and what some reader of YAML takes
 * for a truth value, a number or a time (`yes`, `0755`, `2026-11-28`) gets quotes
 * when it is text.
 */
export const TEXT_FOR_ALL = { lineWidth: 0, compat: 'yaml-1.1' } as const;

/** How a scalar is written. */
export type QuoteStyle = 'plain' | 'single' | 'double';

/** Quotes around a text, if any. */
export function quoteStyleOf(source: string): QuoteStyle {
  if (source.startsWith("'")) {
    return 'single';
  }
  return source.startsWith('"') ? 'double' : 'plain';
}

/**
 * One-line YAML of a scalar in the wanted style. Text that would read as
 * something else without quotes gets them.
 */
export function formatScalar(
  value: ScalarValue,
  options: { style: QuoteStyle; isFlow?: boolean },
): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const isOneLine = !/[\p{Cc}\u2028\u2029\ufeff]/u.test(value);
  if (options.style === 'single' && isOneLine) {
    return `'${value.replace(/'/g, "''")}'`;
  }
  if (
    options.style === 'plain' &&
    isSafePlain(value, options.isFlow ?? false)
  ) {
    return value;
  }
  return JSON.stringify(value);
}

function isSafePlain(value: string, isFlow: boolean): boolean {
  if (isFlow && /[,[\]{}]/.test(value)) {
    return false;
  }
  const written = stringify(value, TEXT_FOR_ALL);
  return (
    written === `${value}\n` &&
    !/^(y|n|yes|no|on|off)$/i.test(value) &&
    parse(value, { logLevel: 'silent' }) === value
  );
}
