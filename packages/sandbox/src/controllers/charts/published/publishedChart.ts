import { StoredObject } from '../../../kubernetes/ObjectStore';
import { bareDefinition } from '../../bootstrap/bareDefinition';
import { Chart, ChartRelease } from '../Chart';
import { lookUp, releaseScope, renderValue } from '../renderText';
import { ChartDescription, ChartWorkload } from './ChartDescription';

const WHY =
  'the embedded lab plays the operator of this kind, without its schema';

function labelsOf(
  { name, appVersion }: ChartDescription,
  release: ChartRelease,
): Record<string, string> {
  return {
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/version': appVersion,
    'helm.sh/chart': `${name}-${release.chartVersion}`,
  };
}

function workloadObject(
  description: ChartDescription,
  workload: ChartWorkload,
  release: ChartRelease,
): StoredObject {
  const { kind, name, namespace, image, labels, replicas, ports } = workload;
  const selector = {
    'app.kubernetes.io/component': name,
    'app.kubernetes.io/instance': release.name,
  };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      labels: labelsOf(description, release),
    },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: {
            ...labelsOf(description, release),
            ...labels,
            ...selector,
          },
        },
        spec: {
          containers: [
            {
              name,
              image,
              ports: Object.entries(ports).map(([portName, containerPort]) => ({
                name: portName,
                containerPort,
              })),
            },
          ],
          // The nodes' own daemons run on every node, as the charts have it.
          ...(kind === 'DaemonSet'
            ? { tolerations: [{ operator: 'Exists' }] }
            : {}),
        },
      },
    },
  };
}

/** The definitions of the kinds that a chart brings. @public */
export function definitionsOf({ kinds }: ChartDescription): StoredObject[] {
  return kinds.map(kind => bareDefinition(kind, WHY));
}

/** Everything a description comes to for one release, definitions first. @public */
export function describedObjects(
  description: ChartDescription,
  release: ChartRelease,
): StoredObject[] {
  const scope = releaseScope(release);
  const workloads = description.workloads
    .filter(({ when }) => !when || lookUp(scope, `Values.${when}`))
    .map(one => workloadObject(description, renderValue(one, scope), release));
  return [
    ...definitionsOf(description),
    ...renderValue(description.objects, scope),
    ...workloads,
  ];
}

/** A published chart, played from its description. @public */
export function publishedChart(description: ChartDescription): Chart {
  return {
    name: description.name,
    appVersion: description.appVersion,
    render: release => describedObjects(description, release),
  };
}
