import { field } from '../read/field';
import { groupOfApiVersion } from '../read/groupOfApiVersion';
import { listField } from '../read/listField';
import { recordField } from '../read/recordField';
import { textField } from '../read/textField';
import { textList } from '../read/textList';
import type { GatewayReference, Manifest } from '../types';
import { readGateways } from './readGateways';

/** One way in: host names and the gateways they are served at. */
export interface RouteView {
  readonly hostnames: readonly string[];
  readonly gateways: readonly GatewayReference[];
}

/** The host names that an object claims itself: Gateway API routes, Ingress, Traefik's IngressRoute. */
export function readRoutes(manifest: Manifest): RouteView[] {
  const group = groupOfApiVersion(manifest.apiVersion);
  const { kind, spec } = manifest;
  if (group === 'gateway.networking.k8s.io' && kind.endsWith('Route')) {
    return [
      { hostnames: textList(spec, 'hostnames'), gateways: readGateways(spec) },
    ];
  }
  if (group === 'networking.k8s.io' && kind === 'Ingress') {
    const hostnames = listField(spec, 'rules').flatMap(
      rule => textField(rule, 'host') ?? [],
    );
    return [{ hostnames, gateways: [] }];
  }
  if (/^traefik\./.test(group) && kind === 'IngressRoute') {
    const hostnames = listField(spec, 'routes').flatMap(route =>
      Array.from(
        (textField(route, 'match') ?? '').matchAll(/Host\(`([^`]+)`\)/g),
        ([, host]) => host,
      ),
    );
    return [{ hostnames, gateways: [] }];
  }
  return [];
}

/** The same, from the values of an app-template release (and charts that follow its shape). */
export function readValueRoutes(values: unknown): RouteView[] {
  const routes = Object.values(recordField(values, 'route'))
    .filter(route => field(route, 'enabled') !== false)
    .map(route => ({
      hostnames: textList(route, 'hostnames'),
      gateways: readGateways(route),
    }));
  const own = recordField(values, 'ingress');
  // app-template keeps several by name, most other charts one.
  const ingresses = Array.isArray(own.hosts) ? [own] : Object.values(own);
  return [
    ...routes,
    ...ingresses
      .filter(ingress => field(ingress, 'enabled') !== false)
      .map(ingress => ({
        hostnames: listField(ingress, 'hosts').flatMap(host =>
          typeof host === 'string' ? host : textField(host, 'host') ?? [],
        ),
        gateways: [],
      })),
  ].filter(({ hostnames }) => hostnames.length > 0);
}
