import type { Finding } from '@homestage/gitops-tree';

/** A finding in one line, with its place and its mend. */
export function describeFinding(finding: Finding): string {
  const { severity, rule, file, line, column, message, mend } = finding;
  return `${file}:${line}:${column}: ${severity} (${rule}): ${message} ${mend}`;
}
