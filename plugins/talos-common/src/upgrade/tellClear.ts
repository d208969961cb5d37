import type { Check } from '../contract/machine';

/** Nothing speaks against it, as far as that is known; how much is not. */
export function tellClear(checks: readonly Check[]): string {
  return `Nothing that is known speaks against it.${tellOpen(checks)}`;
}

/** How many of the checks are not known; empty when all are. */
export function tellOpen(checks: readonly Check[]): string {
  const open = checks.filter(({ severity }) => severity === 'unknown').length;
  return open
    ? ` ${open} of ${checks.length} are not known: look yourself.`
    : '';
}
