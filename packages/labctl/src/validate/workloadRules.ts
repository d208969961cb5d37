import type { FieldPath } from '../read/flatNames';
import type { LabRule, RuleFinding } from './LabRule';
import { nearestName } from './nearestName';
import { findRepeated } from './nodeRules';

export const componentsAreKnown: LabRule = function* componentsAreKnown({
  lab,
  known,
}) {
  const components = (lab.components ?? []).map((name, index) => ({
    path: ['components', index],
    key: name,
    owner: `components[${index}]`,
  }));
  yield* findRepeated(components, {
    rule: 'duplicate-component',
    what: 'named by',
    advice: 'name it once',
  });
  for (const { path, key } of components) {
    yield* findUnknown(key, {
      path,
      known: known.components,
      what: 'component',
    });
  }
};

export const appsAreKnown: LabRule = function* appsAreKnown({
  resolved,
  lab,
  known,
}) {
  const apps = resolved.cluster.apps.map((app, index) => ({
    path:
      typeof lab.apps[index] === 'string'
        ? ['apps', index]
        : ['apps', index, 'preset'],
    key: app.namespace ? `${app.namespace}/${app.name}` : app.name,
    owner: `apps[${index}]`,
    preset: app.preset,
  }));
  yield* findRepeated(apps, {
    rule: 'duplicate-app',
    what: 'the name of',
    advice: 'give one of them another name',
  });
  for (const { path, preset } of apps) {
    yield* findUnknown(preset, { path, known: known.presets, what: 'preset' });
  }
};

function* findUnknown(
  name: string,
  options: {
    path: FieldPath;
    known: readonly string[] | undefined;
    what: 'component' | 'preset';
  },
): Generator<RuleFinding> {
  const { path, known, what } = options;
  if (known === undefined || known.includes(name)) {
    return;
  }
  const meant = nearestName(name, known);
  yield {
    rule: `unknown-${what}`,
    path,
    message: meant
      ? `no ${what} is called ${name}; did you mean ${meant}?`
      : `no ${what} is called ${name}; there are ${known.length}, one file or folder each`,
  };
}

/** An app cannot be reached in a way that the lab does not have. */
export const exposureIsPossible: LabRule = function* exposureIsPossible({
  resolved,
  fieldOf,
}) {
  const { apps, ingress, components } = resolved.cluster;
  for (const [index, { exposure, name }] of apps.entries()) {
    const path = ['apps', index, 'exposure'];
    if (exposure === 'external' && ingress.mode === 'none') {
      yield {
        rule: 'exposure-without-ingress',
        path,
        message: `${name} cannot be external while ${fieldOf([
          'ingress',
          'mode',
        ])} is none; write internal, or let the internet in`,
      };
    }
    if (
      exposure === 'tailscale' &&
      !components.includes('tailscale-operator')
    ) {
      yield {
        rule: 'exposure-without-tailscale',
        path,
        message: `${name} needs the component tailscale-operator; add it to ${fieldOf(
          ['components'],
        )}, or write internal`,
      };
    }
  }
};

export const dnsGatewayFits: LabRule = function* dnsGatewayFits({ lab }) {
  if (lab.components?.includes('k8s-gateway') && !lab.gateways.dns) {
    yield {
      rule: 'missing-dns-gateway',
      path: ['gateways', 'dns'],
      message:
        'is missing, and the component k8s-gateway is wished; write a free address for it',
    };
  }
};

export const domainsDiffer: LabRule = function* domainsDiffer({
  lab,
  fieldOf,
}) {
  if (
    lab.domain.private !== undefined &&
    lab.domain.private === lab.domain.name
  ) {
    yield {
      rule: 'same-domains',
      path: ['domain', 'private'],
      message: `is ${fieldOf([
        'domain',
        'name',
      ])} as well; write the second domain, or leave it out`,
    };
  }
};

export const machinesDiffer: LabRule = function* machinesDiffer({ lab }) {
  yield* findRepeated(
    lab.virtual_machines.map(({ namespace, name }, index) => ({
      path: ['virtual_machines', index, 'name'],
      key: `${namespace}/${name}`,
      owner: `virtual_machines[${index}]`,
    })),
    {
      rule: 'duplicate-virtual-machine',
      what: 'the name of',
      advice: 'give one of them another name',
    },
  );
};

/** Rook with no disk at all never becomes healthy. */
export const rookHasDisks: LabRule = function* rookHasDisks({ lab, fieldOf }) {
  const index = lab.components?.indexOf('rook-ceph') ?? -1;
  const hasDisks = lab.nodes.some(({ ceph_disks }) => ceph_disks.length > 0);
  if (index >= 0 && !hasDisks) {
    yield {
      rule: 'rook-without-disks',
      path: ['components', index],
      message: `no node has a disk for it; list ceph_disks in ${fieldOf([
        'nodes',
      ])}`,
    };
  }
};

/** A component that mounts something from outside needs to know where. */
export const storageIsNamed: LabRule = function* storageIsNamed({
  lab,
  fieldOf,
}) {
  const needs = [
    ['ceph-csi', 'ceph'],
    ['csi-driver-nfs', 'nfs'],
    ['csi-driver-smb', 'smb'],
    ['kopiur', 'nfs'],
    ['talos-backup', 's3'],
    ['velero', 's3'],
  ] as const;
  for (const [component, field] of needs) {
    const index = lab.components?.indexOf(component) ?? -1;
    if (index >= 0 && lab.storage[field] === undefined) {
      yield {
        rule: 'missing-storage-server',
        path: ['components', index],
        message: `${component} has nowhere to go; write ${fieldOf([
          'storage',
          field,
        ])}`,
      };
    }
  }
};

/** A snapshot of etcd holds every Secret in clear, so it is never stored unencrypted. */
export const snapshotsHaveKey: LabRule = function* snapshotsHaveKey({
  lab,
  resolved,
  fieldOf,
}) {
  const index = lab.components?.indexOf('talos-backup') ?? -1;
  if (
    index >= 0 &&
    resolved.cluster.etcd_snapshots.age_recipients.length === 0
  ) {
    yield {
      rule: 'missing-snapshot-key',
      path: ['components', index],
      message: `talos-backup has no key to encrypt to; write the public half of an age key, as \`age-keygen\` prints it, into ${fieldOf(
        ['etcd_snapshots', 'age_recipients'],
      )}`,
    };
  }
};
