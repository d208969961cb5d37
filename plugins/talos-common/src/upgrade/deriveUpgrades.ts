import {
  compareSeverity,
  isCurrent,
  worstSeverity,
} from '@homestage/backstage-plugin-lab-common';
import type { Check } from '../contract/machine';
import type {
  ClusterUpgrade,
  RunningVersions,
  UpgradeCourse,
} from '../contract/upgrade';
import { tellBeyondKnown } from '../compatibility/talosReleases';
import { compareVersions, parseVersion } from '../compatibility/version';
import type { Declared } from '../facts/snapshots';
import type {
  JudgedCluster,
  JudgedMachine,
  TalosModel,
} from '../judge/TalosModel';
import { kubeletVersionOf } from '../kubernetes/kubeletVersionOf';
import { clusterPreflight } from './clusterPreflight';
import { allRun } from '../derive/allRun';
import { deriveCourses, type UpgradedMachine } from './deriveCourses';
import { nodesCheck, restartChecks } from './restartChecks';
import { snapshotCheck } from './snapshotCheck';
import { tellClear, tellOpen } from './tellClear';

/**
 * What runs, what is on its way, and whether now is a good time, for each cluster.
 *
 * @public
 */
export function deriveUpgrades(model: TalosModel): ClusterUpgrade[] {
  const options = { now: model.judgedAtMs };
  return model.clusters.map(cluster => upgradeOf(cluster, options));
}

function upgradeOf(
  cluster: JudgedCluster,
  options: { now: number },
): ClusterUpgrade {
  const { snapshot } = cluster;
  const machines = cluster.machines.map(machine =>
    upgradedMachine(machine, cluster),
  );
  const courses = deriveCourses(snapshot.kubernetes, machines);
  const talos = versionsOf(machines, {
    versionOf: machine => machine.talos,
    declared: firstDeclared(snapshot.declared?.machines, each => each.version),
  });
  const kubernetes = versionsOf(machines, {
    versionOf: machine => machine.kubernetes,
    declared: firstDeclared(
      snapshot.declared?.machines,
      each => each.kubernetesVersion,
    ),
  });
  const tuppr = snapshot.kubernetes?.talosUpgrades;
  return {
    cluster: snapshot.name,
    ...tell({ machines, courses, talos, kubernetes }),
    talos,
    kubernetes,
    extensions: extensionsOf(cluster),
    preflight: preflightOf(cluster, options),
    courses,
    hasTuppr:
      tuppr && (isCurrent(tuppr.state) || tuppr.state.status === 'absent')
        ? tuppr.items.length > 0
        : undefined,
    repository: snapshot.declared?.repository,
    example: exampleOf(cluster),
  };
}

function upgradedMachine(
  { facts }: JudgedMachine,
  { snapshot }: JudgedCluster,
): UpgradedMachine {
  const kubernetesName = facts.kubernetes?.name ?? facts.name;
  return {
    name: facts.name,
    node: facts.node,
    kubernetesName,
    isSeen: facts.state.status === 'live',
    stage: facts.stage,
    talos: facts.version,
    isTalosCurrent: isReadSinceStage(facts),
    kubernetes: kubeletVersionOf(snapshot.kubernetes, kubernetesName),
  };
}

/** After a restart the version is what it was before, until it is asked for again. */
function isReadSinceStage({ ages }: JudgedMachine['facts']): boolean {
  const { version, machineStatus } = ages;
  return (
    version?.status === 'live' &&
    (version.asOf ?? '') >= (machineStatus?.asOf ?? '')
  );
}

function firstDeclared<M>(
  machines: readonly M[] | undefined,
  read: (machine: M) => Declared<string> | undefined,
): Declared<string> | undefined {
  return machines?.map(read).find(value => value !== undefined);
}

function versionsOf(
  machines: readonly UpgradedMachine[],
  options: {
    versionOf: (machine: UpgradedMachine) => string | undefined;
    declared: Declared<string> | undefined;
  },
): RunningVersions {
  const { versionOf, declared } = options;
  const byVersion = new Map<string, string[]>();
  const notKnown: string[] = [];
  for (const machine of machines) {
    const version = versionOf(machine);
    // What a silent machine ran is no proof of what it runs.
    if (version === undefined || !machine.isSeen) {
      notKnown.push(machine.name);
    } else {
      byVersion.set(version, [...(byVersion.get(version) ?? []), machine.name]);
    }
  }
  return {
    running: [...byVersion]
      .map(([version, names]) => ({ version, machines: names.sort() }))
      .sort((a, b) => byAge(a.version, b.version)),
    notKnown,
    declared: declared && {
      version: declared.value,
      file: declared.file,
      line: declared.line,
      ...(declared.url ? { url: declared.url } : {}),
    },
  };
}

function byAge(a: string, b: string): number {
  const [older, newer] = [parseVersion(a), parseVersion(b)];
  return older && newer ? compareVersions(older, newer) : a.localeCompare(b);
}

/** What the machines have, and what Git asks for beside; unset when nobody said. */
function extensionsOf({ machines }: JudgedCluster): string[] | undefined {
  const told = machines.flatMap(({ facts, declared }) => [
    ...(facts.extensions ? [facts.extensions.map(({ name }) => name)] : []),
    ...(declared?.extensions
      ? [declared.extensions.value.map(name => name.replace(/^.*\//, ''))]
      : []),
  ]);
  return told.length ? [...new Set(told.flat())].sort() : undefined;
}

function preflightOf(
  cluster: JudgedCluster,
  options: { now: number },
): ClusterUpgrade['preflight'] {
  const { kubernetes } = cluster.snapshot;
  const checks = [
    ...clusterPreflight(cluster),
    snapshotCheck(kubernetes, options),
    nodesCheck(kubernetes),
    ...restartChecks(kubernetes),
  ];
  const against = checks.filter(
    ({ severity }) => compareSeverity(severity, 'warning') >= 0,
  ).length;
  return {
    severity: worstSeverity(checks.map(({ severity }) => severity)),
    sentence: tellPreflight(checks, against),
    checks,
  };
}

function tellPreflight(checks: readonly Check[], against: number): string {
  return against
    ? `Not now: ${against} of ${checks.length} speak against it.${tellOpen(
        checks,
      )}`
    : tellClear(checks);
}

function exampleOf({ machines }: JudgedCluster): ClusterUpgrade['example'] {
  const first =
    machines.find(({ facts }) => facts.isControlPlane === false) ?? machines[0];
  return (
    first && {
      node: first.facts.node,
      controlPlane: machines.find(
        ({ facts }) => facts.isControlPlane && facts.state.status === 'live',
      )?.facts.node,
      schematic: first.facts.schematic,
    }
  );
}

function tell(seen: {
  machines: readonly UpgradedMachine[];
  courses: readonly UpgradeCourse[];
  talos: RunningVersions;
  kubernetes: RunningVersions;
}): Pick<ClusterUpgrade, 'severity' | 'sentence'> {
  const { machines, courses, talos, kubernetes } = seen;
  const failed = courses.filter(({ severity }) => severity === 'error');
  const active = courses.filter(({ isActive }) => isActive);
  const [course] = [...failed, ...active];
  if (course) {
    return { severity: course.severity, sentence: course.sentence };
  }
  if (talos.running.length === 0) {
    return {
      severity: 'unknown',
      sentence: 'Which versions run is not known.',
    };
  }
  if (talos.running.length > 1) {
    const parts = talos.running.map(
      ({ version, machines: names }) => `${version} on ${names.join(', ')}`,
    );
    return {
      severity: 'warning',
      sentence: `The machines run different versions of Talos: ${parts.join(
        '; ',
      )}.`,
    };
  }
  const count = machines.length - talos.notKnown.length;
  const who = talos.notKnown.length
    ? `${count} machines run`
    : allRun(machines.length);
  const running = parseVersion(talos.running[0].version);
  const beyond = running
    ? tellBeyondKnown(running)
    : `${talos.running[0].version} is no version that Homestage can read.`;
  const beside = kubernetes.running.map(({ version }) => version).join(', ');
  return {
    severity: talos.notKnown.length || beyond ? 'unknown' : 'ok',
    sentence: `${who} Talos ${talos.running[0].version}${
      beside ? ` with Kubernetes ${beside}` : ''
    }${
      talos.notKnown.length
        ? `; of ${talos.notKnown.join(', ')} it is not known`
        : ''
    }. ${beyond ? `${beyond} ` : ''}Nothing is being upgraded.`,
  };
}
