import { StoredObject } from '../../../kubernetes/ObjectStore';
import { Chart, ChartError, ChartRelease } from '../Chart';
import { releaseScope, renderValue } from '../renderText';
import { enabledEntries, fullName, objectMeta, resourceName } from './names';
import { ingressObjects, routeObjects, serviceObjects } from './network';
import { claimObjects } from './volumes';
import { workloadObjects } from './workloads';

const OLDEST_MAJOR = 3;
const NEWEST_MAJOR = 5;

function configMaps(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.configMaps);
  return entries.map(entry => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: objectMeta(
      release,
      resourceName(release, entry, entries),
      entry.values,
    ),
    data: entry.values.data ?? {},
  }));
}

function secrets(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.secrets);
  return entries.map(entry => ({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: objectMeta(
      release,
      resourceName(release, entry, entries),
      entry.values,
    ),
    data: Object.fromEntries(
      Object.entries(entry.values.stringData ?? {}).map(([key, value]) => [
        key,
        Buffer.from(String(value)).toString('base64'),
      ]),
    ),
  }));
}

function serviceAccounts(release: ChartRelease): StoredObject[] {
  const { serviceAccount } = release.values;
  const account = (name: string) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMeta(release, name),
  });
  if (typeof serviceAccount?.create === 'boolean') {
    return serviceAccount.create
      ? [account(serviceAccount.name ?? fullName(release))]
      : [];
  }
  const entries = enabledEntries(serviceAccount);
  return entries.map(entry => account(resourceName(release, entry, entries)));
}

function serviceMonitors(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.serviceMonitor);
  return entries.map(entry => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: objectMeta(
      release,
      resourceName(release, entry, entries),
      entry.values,
    ),
    spec: {
      endpoints: entry.values.endpoints ?? [],
      selector: {
        matchLabels: {
          'app.kubernetes.io/instance': release.name,
          'app.kubernetes.io/name': release.name,
        },
      },
    },
  }));
}

function requireSupported({ chartVersion }: ChartRelease): void {
  const major = Number(chartVersion.split('.')[0]);
  if (major >= OLDEST_MAJOR && major <= NEWEST_MAJOR) return;
  throw new ChartError(
    `the embedded lab runs app-template ${OLDEST_MAJOR}.x to ${NEWEST_MAJOR}.x, not ${chartVersion}`,
  );
}

/**
 * bjw-s' app-template, versions 3 to 5: the objects, names and labels that its
 * common library makes of the values most people write.
 * @public
 */
export const appTemplate: Chart = {
  name: 'app-template',
  appVersion: '5.1.0',
  render(given) {
    requireSupported(given);
    const release = {
      ...given,
      values: renderValue(given.values, releaseScope(given)),
    };
    return [
      ...serviceAccounts(release),
      ...configMaps(release),
      ...secrets(release),
      ...claimObjects(release),
      ...serviceObjects(release),
      ...workloadObjects(release),
      ...routeObjects(release),
      ...ingressObjects(release),
      ...serviceMonitors(release),
    ];
  },
};
