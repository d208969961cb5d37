import { tellBeyondKnown } from '../compatibility/talosReleases';
import { parseVersion } from '../compatibility/version';
import type { CertificateRow, DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

const KINDS: Readonly<Record<CertificateRow['kind'], string>> = {
  client: 'client certificate',
  ca: 'certificate authority',
  serving: 'serving certificate',
};

function tellDays(daysLeft: number): string {
  if (daysLeft < 1) {
    return 'less than a day';
  }
  return daysLeft === 1 ? '1 day' : `${daysLeft} days`;
}

/** Certificates that end soon or have ended. */
export function certificateRules(
  certificates: readonly CertificateRow[],
): ConditionDraft[] {
  return certificates
    .filter(({ severity }) => severity !== 'ok')
    .map(certificate => {
      const { kind, name, daysLeft, notAfter } = certificate;
      const what = `The ${KINDS[kind]} ${name}`;
      const isEnded = certificate.severity === 'error' && daysLeft < 0;
      return {
        rule: 'certificate',
        about: `${kind}/${name}`,
        severity: certificate.severity,
        title: isEnded
          ? `${what} has ended`
          : `${what} ends in ${tellDays(daysLeft)}`,
        cause: certificate.sentence,
        evidence: [`not after ${notAfter}`],
        takesDown: isEnded
          ? 'Whoever uses it is refused.'
          : 'Nothing before it ends.',
        runbook: 'certificate-expiry',
        anchor: kind === 'client' ? 'issue-it-anew' : 'check',
        nextSteps:
          kind === 'client'
            ? [
                'Make a new one with an administrator’s talosconfig: talosctl config new --roles os:reader --crt-ttl 8760h talosconfig',
              ]
            : [],
      };
    });
}

/** What a silent upgrade, or one that rolled itself back, leaves behind. */
const TELLING = /^(version|schematic|extension )/;

/** Version, schematic or extensions of a machine that are not what Git says. */
export function declaredRules(
  { node, name }: MachineFacts,
  drift: readonly DriftRow[],
): ConditionDraft[] {
  const rows = drift.filter(
    row =>
      row.node === node &&
      TELLING.test(row.what) &&
      (row.verdict === 'differs' || row.verdict === 'onlyInGit'),
  );
  const isExtensionLost = rows.some(({ what }) => what !== 'version');
  return rows.length === 0
    ? []
    : [
        {
          rule: 'not-as-declared',
          layer: 'gitops',
          severity: 'warning',
          title: `${name} does not run what Git says`,
          cause: isExtensionLost
            ? 'It was installed from another image, or Git was changed and the machine not upgraded.'
            : 'It was not upgraded yet, or the upgrade was rolled back at boot.',
          evidence: rows.map(({ sentence }) => sentence),
          takesDown: isExtensionLost
            ? 'What needs a lost extension: storage, guest agents, drivers.'
            : undefined,
          runbook: isExtensionLost ? 'talos-upgrade-failed' : 'talos-upgrade',
          anchor: isExtensionLost ? 'extensions-are-missing' : 'check',
          nextSteps: ['Compare the line in Git with the machine, under Drift.'],
        },
      ];
}

/** Several versions at once. */
export function mixedRules(
  machines: readonly MachineFacts[],
): ConditionDraft[] {
  const versions = [
    ...new Set(machines.flatMap(({ version }) => version ?? [])),
  ].sort();
  return versions.length < 2
    ? []
    : [
        {
          rule: 'versions-mixed',
          severity: 'info',
          title: `The machines run ${versions.length} versions of Talos`,
          cause: 'An upgrade is in course, or stopped half way.',
          evidence: versions.map(
            version =>
              `${version}: ${machines
                .filter(machine => machine.version === version)
                .map(({ name }) => name)
                .join(', ')}`,
          ),
          runbook: 'talos-upgrade',
          anchor: 'verify',
          nextSteps: [],
        },
      ];
}

/** Machines whose version Homestage was not made for. */
export function beyondRules(
  machines: readonly MachineFacts[],
): ConditionDraft[] {
  const told = machines.flatMap(({ name, version }) => {
    const read = parseVersion(version);
    const sentence = read && tellBeyondKnown(read);
    return sentence ? [{ name, sentence }] : [];
  });
  return told.length === 0
    ? []
    : [
        {
          rule: 'version-beyond-known',
          severity: 'unknown',
          title: told[0].sentence.replace(/,.*$/, ''),
          cause: told[0].sentence,
          evidence: [`runs on ${told.map(({ name }) => name).join(', ')}`],
          takesDown:
            'Nothing. What is said of these machines may be missing or wrong.',
          nextSteps: [
            'Look whether there is a newer Homestage, and read the release notes of Talos.',
          ],
        },
      ];
}
