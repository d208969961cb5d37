import {
  worstSeverity,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import { missingExtensions } from '../compatibility/missingExtensions';
import {
  NEWEST_KNOWN,
  releaseOf,
  tellBeyondKnown,
} from '../compatibility/talosReleases';
import {
  compareVersions,
  minorText,
  parseVersion,
  type Version,
} from '../compatibility/version';

/**
 * One step of an upgrade, all machines of the cluster together.
 *
 * @public
 */
export interface UpgradeStep {
  readonly what: 'Talos' | 'Kubernetes';
  readonly from: string;
  readonly to: string;
  /** Error: not allowed, or something would be lost; unknown: the table ends before. */
  readonly severity: Severity;
  /** Why it is allowed or not, each a sentence. */
  readonly reasons: readonly string[];
  /** What is new there and may bite. */
  readonly notes: readonly string[];
}

/**
 * The way from what runs to what is wished.
 *
 * @public
 */
export interface UpgradePlan {
  readonly steps: readonly UpgradeStep[];
  /** Why there is no way; unset when there is one. */
  readonly refusal?: string;
}

/** @public */
export interface UpgradeWish {
  /** Of the machine that is furthest behind. */
  readonly from: { readonly talos?: string; readonly kubernetes?: string };
  readonly to: { readonly talos?: string; readonly kubernetes?: string };
  /** Names without their owner, as machines tell them; unset: not known. */
  readonly extensions?: readonly string[];
}

interface Position {
  readonly talos: Version;
  /** Unset: not known. */
  readonly kubernetes?: Version;
}

/**
 * The steps from what runs to the wished versions: one minor version at a time,
 * Talos first, and Kubernetes between where the next Talos asks for a newer one.
 *
 * @public
 */
export function planUpgrade(wish: UpgradeWish): UpgradePlan {
  const read = readWish(wish);
  if (typeof read === 'string') {
    return { steps: [], refusal: read };
  }
  const { goal } = read;
  let at = read.at;
  const steps: UpgradeStep[] = [];
  for (;;) {
    const next = nextPosition(at, goal);
    if (!next) {
      return { steps };
    }
    steps.push(
      next.kubernetes === at.kubernetes
        ? talosStep(at, next.talos, wish.extensions)
        : kubernetesStep(at, next.kubernetes!),
    );
    at = next;
  }
}

function readWish(
  wish: UpgradeWish,
): string | { at: Position; goal: Required<Position> | Position } {
  const talos = parseVersion(wish.from.talos);
  if (!talos) {
    return 'Which version of Talos runs is not known, so no way can be told from there.';
  }
  const kubernetes = parseVersion(wish.from.kubernetes);
  const goal = {
    talos: wish.to.talos ? parseVersion(wish.to.talos) : talos,
    kubernetes: wish.to.kubernetes
      ? parseVersion(wish.to.kubernetes)
      : kubernetes,
  };
  if (!goal.talos) {
    return `${wish.to.talos} is no version of Talos. Write one such as v1.14.0.`;
  }
  if (wish.to.kubernetes && !goal.kubernetes) {
    return `${wish.to.kubernetes} is no version of Kubernetes. Write one such as v1.36.4.`;
  }
  if (wish.to.kubernetes && !kubernetes) {
    return 'Which version of Kubernetes runs is not known, so no way can be told from there.';
  }
  const refusal =
    refuse('Talos', talos, goal.talos) ??
    (kubernetes && refuse('Kubernetes', kubernetes, goal.kubernetes!));
  return (
    refusal ?? {
      at: { talos, kubernetes },
      goal: { talos: goal.talos, kubernetes: goal.kubernetes },
    }
  );
}

const NEWEST_KUBERNETES = releaseOf(NEWEST_KNOWN)!.kubernetes[1];
/** Beyond the table the steps are guesses: so many minor versions are still told. */
const MAX_BEYOND = 3;

function refuse(
  what: 'Talos' | 'Kubernetes',
  from: Version,
  to: Version,
): string | undefined {
  if (compareVersions(to, from) < 0) {
    return `${what} ${to.text} is older than ${from.text}, which runs. Going back is a matter for the runbook, machine by machine.`;
  }
  if (to.major !== from.major) {
    return `What ${what} ${to.major} asks for is not known here.`;
  }
  if (what === 'Talos' && from.major !== 1) {
    return tellBeyondKnown(from);
  }
  const newest = what === 'Talos' ? NEWEST_KNOWN : NEWEST_KUBERNETES;
  if (to.minor > Math.max(newest, from.minor) + MAX_BEYOND) {
    return `${what} ${
      to.text
    } is much newer than what Homestage knows, which ends with ${minorText(
      newest,
    )}: no way can be told to there.`;
  }
  return undefined;
}

const firstOf = (minor: number) => parseVersion(`v1.${minor}.0`)!;
const newestOf = (minor: number) =>
  parseVersion(releaseOf(minor)?.newestKnown) ?? firstOf(minor);

function nextPosition(at: Position, goal: Position): Position | undefined {
  const { talos, kubernetes } = at;
  if (talos.minor < goal.talos.minor) {
    const minor = talos.minor + 1;
    const oldest = releaseOf(minor)?.kubernetes[0];
    if (kubernetes && oldest !== undefined && kubernetes.minor < oldest) {
      return { talos, kubernetes: firstOf(kubernetes.minor + 1) };
    }
    const isLast = minor === goal.talos.minor;
    return {
      talos: isLast ? goal.talos : newestOf(minor),
      kubernetes,
    };
  }
  if (compareVersions(talos, goal.talos) < 0) {
    return { talos: goal.talos, kubernetes };
  }
  if (kubernetes && goal.kubernetes) {
    if (kubernetes.minor + 1 < goal.kubernetes.minor) {
      return { talos, kubernetes: firstOf(kubernetes.minor + 1) };
    }
    if (compareVersions(kubernetes, goal.kubernetes) < 0) {
      return { talos, kubernetes: goal.kubernetes };
    }
  }
  return undefined;
}

function talosStep(
  at: Position,
  to: Version,
  extensions: readonly string[] | undefined,
): UpgradeStep {
  const release = releaseOf(to.minor);
  const found: Array<readonly [Severity, string]> = [];
  if (!release) {
    found.push([
      'unknown',
      `${tellBeyondKnown(to)} Read its release notes first.`,
    ]);
  } else if (at.talos.minor < release.upgradesFrom) {
    found.push([
      'error',
      `Talos ${minorText(to.minor)} takes ${minorText(
        release.upgradesFrom,
      )} and later.`,
    ]);
  } else {
    found.push([
      'ok',
      at.talos.minor === to.minor
        ? `A patch of Talos ${minorText(to.minor)}.`
        : `Talos ${minorText(to.minor)} takes ${minorText(
            release.upgradesFrom,
          )} and later.`,
    ]);
  }
  if (release) {
    found.push(windowOf(release, at.kubernetes));
  }
  found.push(...extensionsFor(to.minor, extensions));
  return {
    what: 'Talos',
    from: at.talos.text,
    to: to.text,
    severity: worstSeverity(found.map(([severity]) => severity)),
    reasons: found.map(([, reason]) => reason),
    notes: at.talos.minor === to.minor ? [] : [...(release?.notes ?? [])],
  };
}

function kubernetesStep(at: Position, to: Version): UpgradeStep {
  const release = releaseOf(at.talos.minor);
  const [severity, reason] = release
    ? windowOf(release, to)
    : ([
        'unknown',
        `${tellBeyondKnown(at.talos)} Which Kubernetes it takes is not known.`,
      ] as const);
  return {
    what: 'Kubernetes',
    from: at.kubernetes!.text,
    to: to.text,
    severity,
    reasons: [reason],
    notes:
      at.kubernetes!.minor === to.minor
        ? []
        : [
            'Look whether anything in the tree uses an API that this version takes away.',
          ],
  };
}

function windowOf(
  release: { minor: number; kubernetes: readonly [number, number] },
  kubernetes: Version | undefined,
): readonly [Severity, string] {
  const [oldest, newest] = release.kubernetes;
  const takes = `Talos ${minorText(release.minor)} takes Kubernetes ${minorText(
    oldest,
  )} to ${minorText(newest)}`;
  if (!kubernetes) {
    return ['unknown', `${takes}; which one runs is not known.`];
  }
  const isTaken = kubernetes.minor >= oldest && kubernetes.minor <= newest;
  return isTaken
    ? ['ok', `${takes}.`]
    : ['error', `${takes}, and not ${kubernetes.text}.`];
}

function extensionsFor(
  minor: number,
  extensions: readonly string[] | undefined,
): Array<readonly [Severity, string]> {
  if (!extensions) {
    return [['unknown', 'Which extensions the machines need is not known.']];
  }
  if (extensions.length === 0) {
    return [['ok', 'No machine needs an extension.']];
  }
  const { missing, notKnown } = missingExtensions(extensions, minor);
  if (missing.length) {
    return [
      [
        'error',
        `Talos ${minorText(minor)} has no extension ${missing.join(', ')}.`,
      ],
    ];
  }
  return [
    notKnown.length
      ? [
          'unknown',
          `Whether there is ${notKnown.join(', ')} for Talos ${minorText(
            minor,
          )} is not known: look in the Image Factory.`,
        ]
      : ['ok', `All extensions exist: ${extensions.join(', ')}.`],
  ];
}
