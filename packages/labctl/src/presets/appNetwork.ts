import type { AppContext, AppRoute, AppService } from './AppContext';
import { appOfPreset } from './LabOfApps';
import type { LabOfApps } from './LabOfApps';
import type { WishedApp } from './mergeWish';
import { yamlText } from './yamlText';

/** Annotation by which each kind of load balancer is asked for an address. */
const ADDRESS_ANNOTATIONS = {
  cilium: 'lbipam.cilium.io/ips',
  metallb: 'metallb.io/loadBalancerIPs',
  none: null,
} as const;

/** The Services of an app: `app` for its pages, `lan` for ports of their own. */
export function appServices(
  app: WishedApp,
  { cluster }: LabOfApps,
): AppService[] {
  const { preset } = app;
  const several = preset.companions.length > 0;
  const ports = [
    ...(preset.port === undefined
      ? []
      : [{ name: 'http', port: preset.port, protocol: 'TCP' }]),
    ...(preset.metrics?.port === undefined
      ? []
      : [{ name: 'metrics', port: preset.metrics.port, protocol: 'TCP' }]),
  ];
  const onLan = preset.lan_ports.length > 0;
  const lan = (name: string): AppService => ({
    name,
    workload: several ? app.name : null,
    load_balancer: true,
    address_annotation: preset.address
      ? ADDRESS_ANNOTATIONS[cluster.load_balancer.kind]
      : null,
    address: preset.address ?? null,
    primary: false,
    ports: preset.lan_ports,
  });
  const companions = preset.companions.flatMap((companion): AppService[] =>
    companion.port === undefined
      ? []
      : [
          {
            name: companion.name,
            workload: companion.name,
            load_balancer: false,
            address_annotation: null,
            address: null,
            primary: false,
            ports: [{ name: 'http', port: companion.port, protocol: 'TCP' }],
          },
        ],
  );
  if (ports.length === 0) {
    return [...(onLan ? [lan('app')] : []), ...companions];
  }
  const others = [...companions, ...(onLan ? [lan('lan')] : [])];
  return [
    {
      name: 'app',
      workload: several ? app.name : null,
      load_balancer: false,
      address_annotation: null,
      address: null,
      primary: others.length > 0,
      ports,
    },
    ...others.sort((one, other) => (one.name < other.name ? -1 : 1)),
  ];
}

/** The Gateway of an exposure, as the component of the controller names it. */
function gatewayOf(app: WishedApp, { cluster }: LabOfApps) {
  const side = app.exposure === 'external' ? 'external' : 'internal';
  return cluster.ingress.controller === 'cilium'
    ? { gateway: side, gateway_namespace: 'kube-system', section_name: 'https' }
    : {
        gateway: `envoy-${side}`,
        gateway_namespace: 'network',
        section_name: null,
      };
}

/** Tile of the dashboard, where the lab has one that finds its tiles by itself. */
function dashboardAnnotations(
  app: WishedApp,
  lab: LabOfApps,
): AppRoute['annotations'] {
  if (!appOfPreset(lab, 'homepage') || app.preset.name === 'homepage') {
    return [];
  }
  const { title, description, group, icon } = app.preset;
  const entries: Record<string, string> = {
    description,
    enabled: 'true',
    group,
    icon: /\.|^mdi-/.test(icon) ? icon : `${icon}.png`,
    name: title,
  };
  return Object.entries(entries).map(([name, value]) => ({
    name: `gethomepage.dev/${name}`,
    text: yamlText(value),
  }));
}

/** How people reach the app: a route, an Ingress, or nothing. */
export function appWayIn(
  app: WishedApp,
  lab: LabOfApps,
): Pick<AppContext, 'route' | 'ingress' | 'host' | 'host_text'> {
  const none = { route: null, ingress: null, host: null, host_text: null };
  if (!app.host) {
    return none;
  }
  const domain = app.host.slice(app.host.indexOf('.') + 1);
  const hostText = app.hostIsOwn ? app.host : `"{{ .Release.Name }}.${domain}"`;
  const host = { host: app.host, host_text: hostText };
  if (app.exposure === 'tailscale') {
    return {
      ...host,
      route: null,
      // The operator takes the first label as the name of the machine in the tailnet.
      ingress: { class_name: 'tailscale', host: hostText, tls: true },
    };
  }
  if (lab.cluster.ingress.controller === 'traefik') {
    return {
      ...host,
      route: null,
      ingress: { class_name: 'traefik', host: hostText, tls: false },
    };
  }
  const several = appServices(app, lab).length > 1;
  return {
    ...host,
    ingress: null,
    route: {
      ...gatewayOf(app, lab),
      port: several ? app.preset.port ?? null : null,
      annotations: dashboardAnnotations(app, lab),
    },
  };
}
