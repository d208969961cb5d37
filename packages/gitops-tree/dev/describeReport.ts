import type { Finding } from '../src';
import type { StateCounts, TreeReport } from './reportOf';

/** A report as text for a terminal. */
export function describeReport(command: string, report: TreeReport): string {
  const findings = report.findings.map(describeFinding);
  const summary = `${report.findings.length} findings in ${report.files} files, ${report.elapsedMs} ms`;
  if (command === 'lint') {
    return `${[...findings, summary].join('\n')}\n`;
  }
  return `${[
    `Kustomizations   ${describeCounts(report.kustomizations)}`,
    `HelmReleases     ${describeCounts(report.helmReleases)}`,
    `Applications     ${describeCounts(report.applications)}`,
    `Apps             ${describeCounts(report.apps)}`,
    `Objects          ${describeCounts(report.objects)}`,
    `Namespaces ${report.namespaces}, nodes ${report.nodes}, virtual machines ${report.virtualMachines}, host names ${report.hostnames}`,
    '',
    'Not applied, and why:',
    ...report.unreached.map(
      ({ what, file, state, reason }) =>
        `  ${what} (${file}): ${state}, ${reason}`,
    ),
    ...report.unexplained.map(file => `  ${file}: NOT EXPLAINED`),
    '',
    'Conventions:',
    JSON.stringify(report.conventions, null, 2),
    '',
    'Findings:',
    ...findings,
    summary,
  ].join('\n')}\n`;
}

function describeCounts(counts: StateCounts): string {
  const described = Object.entries(counts).map(
    ([state, count]) => `${count} ${state}`,
  );
  return described.join(', ') || 'none';
}

function describeFinding(finding: Finding): string {
  const { severity, rule, file, line, column, message, mend } = finding;
  return `${file}:${line}:${column} ${severity} ${rule}: ${message}. ${mend}`;
}
