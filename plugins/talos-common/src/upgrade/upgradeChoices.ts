import { TALOS_RELEASES } from '../compatibility/talosReleases';
import {
  compareVersions,
  oldestVersion,
  parseVersion,
  type Version,
} from '../compatibility/version';
import type { ClusterUpgrade, RunningVersions } from '../contract/upgrade';

/**
 * What the machine that is furthest behind runs: where every way begins.
 *
 * @public
 */
export function upgradeFrom(
  upgrade: Pick<ClusterUpgrade, 'talos' | 'kubernetes'>,
): { talos?: string; kubernetes?: string } {
  return {
    talos: oldestOf(upgrade.talos)?.text,
    kubernetes: oldestOf(upgrade.kubernetes)?.text,
  };
}

/**
 * Versions that are worth offering, oldest first: newer than what runs, known to the
 * table or wished by Git. Others may exist.
 *
 * @public
 */
export function upgradeChoices(
  upgrade: Pick<ClusterUpgrade, 'talos' | 'kubernetes'>,
): { talos: string[]; kubernetes: string[] } {
  const newest = TALOS_RELEASES.at(-1)!.kubernetes[1];
  const from = oldestOf(upgrade.kubernetes)?.minor ?? newest;
  const minors = Array.from(
    { length: Math.max(0, newest - from) },
    (_, index) => `v1.${from + index + 1}.0`,
  );
  return {
    talos: newerThan(upgrade.talos, [
      ...TALOS_RELEASES.map(({ newestKnown }) => newestKnown),
    ]),
    kubernetes: newerThan(upgrade.kubernetes, minors),
  };
}

function oldestOf({ running }: RunningVersions): Version | undefined {
  return oldestVersion(running.map(({ version }) => version));
}

function newerThan(versions: RunningVersions, known: string[]): string[] {
  const from = oldestOf(versions);
  const all = [...known, versions.declared?.version ?? ''];
  const newer = all
    .flatMap(text => parseVersion(text) ?? [])
    .filter(version => from && compareVersions(version, from) > 0)
    .sort(compareVersions)
    .map(({ text }) => text);
  return [...new Set(newer)];
}
