import type { FactLookup } from './fillText';
import { appOfPreset, serviceHost } from './LabOfApps';
import type { LabOfApps } from './LabOfApps';
import type { WishedApp } from './mergeWish';

/**
 * What the texts of a preset may name: `domain`, `timezone`, `cluster`, `nas` (the NFS
 * server), of the app itself `name`, `namespace`, `host`, `url`, the broker `mqtt`,
 * and of another wished app `host:<preset>` and `url:<preset>` (in the cluster).
 */
export function labFacts(lab: LabOfApps, app: WishedApp): FactLookup {
  const { cluster } = lab;
  const facts: Record<string, string | undefined> = {
    // What is empty is not known, and must not be printed as nothing.
    domain: cluster.domain.name || undefined,
    timezone: cluster.timezone,
    cluster: cluster.name || undefined,
    nas: cluster.storage.nfs?.server,
    name: app.name,
    namespace: app.namespace,
    host: app.host ?? undefined,
    url: app.host ? `https://${app.host}` : undefined,
    mqtt: brokerOf(lab),
  };
  return name => {
    const [fact, preset] = name.split(':');
    if (preset === undefined) {
      return facts[fact];
    }
    const other = appOfPreset(lab, preset);
    if (!other) {
      return undefined;
    }
    const host = serviceHost(other.name, other.namespace);
    switch (fact) {
      case 'host':
        return host;
      case 'url':
        return other.preset.port
          ? `http://${host}:${other.preset.port}`
          : undefined;
      default:
        return undefined;
    }
  };
}

function brokerOf(lab: LabOfApps): string | undefined {
  const mosquitto = appOfPreset(lab, 'mosquitto');
  if (mosquitto) {
    return serviceHost(mosquitto.name, mosquitto.namespace);
  }
  return lab.components.has('vernemq')
    ? serviceHost('vernemq', 'databases')
    : undefined;
}

/** What to do about a name that stands for nothing in this lab. */
export function adviceFor(name: string): string {
  const [fact, preset] = name.split(':');
  if (preset !== undefined) {
    return `needs the app ${preset}: add it to apps`;
  }
  switch (fact) {
    case 'mqtt':
      return 'needs an MQTT broker: add mosquitto to apps, or vernemq to components';
    case 'nas':
      return 'needs the NAS: set storage.nfs';
    case 'host':
    case 'url':
      return 'needs a host name: set exposure to internal or external';
    default:
      return `names #{ ${name} }#, which is no fact of a lab: mend the preset`;
  }
}
