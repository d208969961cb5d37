import {
  fieldsOf,
  listOf,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import type {
  ExtensionFacts,
  KubePrismFacts,
  KubernetesFacts,
  MachineFacts,
  MemberFacts,
  ModuleFacts,
  ServiceFacts,
  StaticPodFacts,
  TimeFacts,
} from '../facts/MachineFacts';
import type { MachineSnapshot } from '../facts/snapshots';
import { TALOS_PARTS } from '../parts/talosParts';
import {
  booleanOf,
  messageOf,
  protoTimeOf,
  resourceOf,
  resourcesOf,
  textsOf,
} from './fields';
import { parseGoDuration } from './parseGoDuration';
import { readEtcd } from './readEtcd';
import { readHost } from './readHost';
import {
  readAddresses,
  readBgpPeers,
  readDnsUpstreams,
  readLinks,
  readProbes,
} from './readNetwork';
import { readSecurity } from './readSecurity';
import { readArrays, readDisks, readScrubs, readVolumes } from './readStorage';

/** Entries of ExtensionStatuses that are no extensions (talos.md 1.4). */
const SYNTHETIC = ['schematic', 'modules.dep'];

/**
 * Reads what a machine said. Never throws: what has another shape than expected
 * counts as not known.
 *
 * @public
 */
export function readMachine(machine: MachineSnapshot): MachineFacts {
  const status = resourceOf(machine, 'machineStatus');
  const spec = fieldsOf(status?.spec);
  const readiness = fieldsOf(spec.status);
  const version = messageOf(machine, 'version');
  const hostname = textOf(
    fieldsOf(resourceOf(machine, 'hostname')?.spec).hostname,
  );
  const kubernetes = readKubernetes(machine);
  return {
    cluster: machine.cluster,
    node: machine.node,
    name: hostname ?? kubernetes?.name ?? machine.node,
    isControlPlane: readIsControlPlane(machine),
    state: machine.state,
    ages: readAges(machine),
    hostname,
    stage: textOf(spec.stage),
    stageSince: status?.updated,
    isReady: booleanOf(readiness.ready),
    unmet: listOf(readiness.unmetConditions).map(unmet => ({
      name: textOf(unmet.name) ?? 'unnamed',
      reason: textOf(unmet.reason) ?? '',
    })),
    boots: machine.boots,
    version: textOf(fieldsOf(version?.version).tag),
    architecture: textOf(fieldsOf(version?.version).arch),
    platform: textOf(fieldsOf(version?.platform).name),
    host: readHost(machine),
    ...readExtensions(machine),
    modules: readModules(machine),
    services: readServices(machine),
    diagnostics: resourcesOf(machine, 'diagnostics')?.map(
      ({ id, spec: diagnostic, updated }) => ({
        id,
        message: textOf(fieldsOf(diagnostic).message) ?? id,
        details: textsOf(fieldsOf(diagnostic).details),
        since: updated,
      }),
    ),
    security: readSecurity(machine, textOf(fieldsOf(version?.version).tag)),
    time: readTime(machine),
    disks: readDisks(machine),
    volumes: readVolumes(machine),
    arrays: readArrays(machine),
    scrubs: readScrubs(machine),
    links: readLinks(machine),
    addresses: readAddresses(machine),
    dnsUpstreams: readDnsUpstreams(machine),
    probes: readProbes(machine),
    bgpPeers: readBgpPeers(machine),
    kubernetes,
    kubePrism: readKubePrism(machine),
    staticPods: readStaticPods(machine),
    members: readMembers(machine),
    etcd: readEtcd(machine),
  };
}

function readAges(machine: MachineSnapshot): MachineFacts['ages'] {
  return Object.fromEntries(
    TALOS_PARTS.flatMap(({ id }) => {
      const part = machine.parts[id];
      return part
        ? [
            [
              id,
              { status: part.status, asOf: part.asOf, message: part.message },
            ],
          ]
        : [];
    }),
  );
}

/** `machineType` is a bare word: `controlplane`, `worker`, or `init` long ago. */
function readIsControlPlane(machine: MachineSnapshot): boolean | undefined {
  const type = textOf(resourceOf(machine, 'machineType')?.spec);
  return type === undefined || type === 'unknown'
    ? undefined
    : type === 'controlplane' || type === 'init';
}

function readExtensions(machine: MachineSnapshot): {
  schematic?: string;
  extensions?: readonly ExtensionFacts[];
} {
  const all = resourcesOf(machine, 'extensions')?.flatMap(({ spec }) => {
    const metadata = fieldsOf(fieldsOf(spec).metadata);
    const name = textOf(metadata.name);
    return name ? { name, version: textOf(metadata.version) } : [];
  });
  return {
    schematic: all?.find(({ name }) => name === 'schematic')?.version,
    extensions: all?.filter(({ name }) => !SYNTHETIC.includes(name)),
  };
}

function readModules(
  machine: MachineSnapshot,
): readonly ModuleFacts[] | undefined {
  return resourcesOf(machine, 'modules')?.map(({ id, spec }) => ({
    name: id,
    state: textOf(fieldsOf(spec).state),
  }));
}

function readServices(
  machine: MachineSnapshot,
): readonly ServiceFacts[] | undefined {
  const answer = messageOf(machine, 'services');
  return (
    answer &&
    listOf(answer.services).flatMap(service => {
      const id = textOf(service.id);
      const health = fieldsOf(service.health);
      const events = listOf(fieldsOf(service.events).events);
      const last = events[events.length - 1];
      return id
        ? {
            id,
            state: textOf(service.state) ?? 'Unknown',
            isHealthy:
              health.unknown === true ? undefined : booleanOf(health.healthy),
            healthMessage: textOf(health.lastMessage),
            healthSince: protoTimeOf(health.lastChange),
            lastEvent: last && {
              message: textOf(last.msg) ?? '',
              at: protoTimeOf(last.ts),
            },
          }
        : [];
    })
  );
}

function readTime(machine: MachineSnapshot): TimeFacts | undefined {
  const status = resourceOf(machine, 'time');
  const clock = resourceOf(machine, 'clock');
  if (!status && !clock) {
    return undefined;
  }
  const spec = fieldsOf(status?.spec);
  const servers = resourceOf(machine, 'timeServers');
  return {
    isSynced: booleanOf(spec.synced),
    isSyncDisabled: booleanOf(spec.syncDisabled),
    offsetMs: parseGoDuration(fieldsOf(clock?.spec).offset),
    servers: servers && textsOf(fieldsOf(servers.spec).timeServers),
    since: status?.updated,
  };
}

function readKubernetes(machine: MachineSnapshot): KubernetesFacts | undefined {
  const resource = resourceOf(machine, 'kubernetesNode');
  const spec = fieldsOf(resource?.spec);
  return (
    resource && {
      name: textOf(spec.nodename) ?? resource.id,
      isReady: booleanOf(spec.nodeReady),
      isUnschedulable: booleanOf(spec.unschedulable),
      labels: Object.fromEntries(
        Object.entries(fieldsOf(spec.labels)).map(([key, value]) => [
          key,
          String(value),
        ]),
      ),
    }
  );
}

function readKubePrism(machine: MachineSnapshot): KubePrismFacts | undefined {
  const resource = resourceOf(machine, 'kubePrism');
  const spec = fieldsOf(resource?.spec);
  return (
    resource && {
      address: textOf(spec.host),
      isHealthy: booleanOf(spec.healthy),
      since: resource.updated,
    }
  );
}

/** The spec is a PodStatus of Kubernetes under `podStatus`. */
function readStaticPods(
  machine: MachineSnapshot,
): readonly StaticPodFacts[] | undefined {
  return resourcesOf(machine, 'staticPods')?.map(({ id, spec }) => {
    const pod = fieldsOf(spec);
    const status = pod.podStatus ? fieldsOf(pod.podStatus) : pod;
    const ready = listOf(status.conditions).find(
      ({ type }) => type === 'Ready',
    );
    return {
      id,
      isReady: ready && ready.status === 'True',
      image: textOf(listOf(status.containerStatuses)[0]?.image),
    };
  });
}

function readMembers(
  machine: MachineSnapshot,
): readonly MemberFacts[] | undefined {
  return resourcesOf(machine, 'members')?.map(({ id, spec }) => {
    const member = fieldsOf(spec);
    return {
      hostname: textOf(member.hostname) ?? id,
      addresses: textsOf(member.addresses),
      machineType: textOf(member.machineType),
      operatingSystem: textOf(member.operatingSystem),
    };
  });
}
