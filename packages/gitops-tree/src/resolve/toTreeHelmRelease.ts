import { field } from '../read/field';
import { textField } from '../read/textField';
import type { GatewayReference, TreeHelmRelease, TreeObject } from '../types';
import { fillTemplate } from './fillTemplate';
import { readChart } from './readChart';
import type { FindSource } from './readChart';
import { readDependsOn } from './readFluxSpec';
import { readValueRoutes } from './readRoutes';
import { readValueClaims } from './readValueClaims';
import { readValueImages } from './readValueImages';
import { readValuePorts } from './readValuePorts';

/** The typed view of a HelmRelease. */
export function toTreeHelmRelease(
  object: TreeObject,
  findSource: FindSource,
): TreeHelmRelease {
  const spec = object.manifest.spec;
  const targetNamespace = textField(spec, 'targetNamespace');
  const context = {
    releaseName: releaseNameOf(object, targetNamespace),
    releaseNamespace: targetNamespace ?? object.namespace ?? '',
    values: field(spec, 'values'),
  };
  const routes = readValueRoutes(context.values);
  const chart = readChart(object, findSource);
  return {
    ...object,
    releaseName: context.releaseName,
    ...(targetNamespace && { targetNamespace }),
    ...(chart && { chart }),
    isSuspended: field(spec, 'suspend') === true,
    dependsOn: readDependsOn(spec, object.namespace ?? ''),
    hostnames: [
      ...new Set(
        routes.flatMap(({ hostnames }) =>
          hostnames.map(hostname => fillTemplate(hostname, context)),
        ),
      ),
    ],
    images: readValueImages(context.values),
    ports: readValuePorts(context),
    claims: readValueClaims(context),
    gateways: uniqueGateways(routes.flatMap(({ gateways }) => gateways)),
  };
}

/** As helm-controller names a release; it shortens names of more than 53 characters, which is not followed here. */
function releaseNameOf(object: TreeObject, targetNamespace?: string): string {
  const own = textField(object.manifest.spec, 'releaseName');
  const name = targetNamespace
    ? `${targetNamespace}-${object.name}`
    : object.name;
  return own ?? name;
}

function uniqueGateways(gateways: readonly GatewayReference[]) {
  return [
    ...new Map(
      gateways.map(gateway => [JSON.stringify(gateway), gateway]),
    ).values(),
  ];
}
