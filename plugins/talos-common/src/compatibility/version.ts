/** A version of Talos or Kubernetes, read. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1`; unset for a release. */
  readonly pre?: string;
  /** As it is written, with its `v`. */
  readonly text: string;
}

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/;

/** Reads `v1.13.9` or `1.13.9`; undefined for what is no version. */
export function parseVersion(text: string | undefined): Version | undefined {
  const found = VERSION.exec(text?.trim() ?? '');
  if (!found) {
    return undefined;
  }
  const [, major, minor, patch, pre] = found;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    ...(pre ? { pre } : {}),
    text: `v${major}.${minor}.${patch}${pre ? `-${pre}` : ''}`,
  };
}

/** Older first; a release comes after its pre-releases. */
export function compareVersions(a: Version, b: Version): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePre(a.pre, b.pre)
  );
}

function comparePre(a: string | undefined, b: string | undefined): number {
  if (a === b) {
    return 0;
  }
  if (a === undefined || b === undefined) {
    return a === undefined ? 1 : -1;
  }
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The oldest of the texts that are versions. */
export function oldestVersion(texts: readonly string[]): Version | undefined {
  return texts
    .flatMap(text => parseVersion(text) ?? [])
    .sort(compareVersions)[0];
}

/** `1.13`: what tables and windows are told by. */
export const minorText = (minor: number) => `1.${minor}`;
