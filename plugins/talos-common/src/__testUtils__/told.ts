import type { TalosCondition } from '../contract/condition';

/** What tests say of conditions: severity, id without the cluster, evidence. */
export function told(conditions: readonly TalosCondition[]): string[] {
  return conditions.map(
    ({ id, severity, evidence }) =>
      `${severity} ${id.replace(
        /^talos\/lab\/(?:10\.0\.0\.12\/)?/,
        '',
      )}: ${evidence.join('; ')}`,
  );
}
