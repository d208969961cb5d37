import { minorOf } from '../model/minorOf';
import { repositoryHost } from '../model/repositoryHost';
import type { FieldPath } from '../read/flatNames';
import type { LabRule } from './LabRule';

/** Forges whose host keys are widely known, as the cluster template has them. */
const KNOWN_FORGES = ['github.com', 'gitlab.com', 'codeberg.org'];

export const bgpIsWhole: LabRule = function* bgpIsWhole({ lab, fieldOf }) {
  const bgp = lab.cilium.bgp ?? {};
  const fields = ['router_addr', 'router_asn', 'node_asn'] as const;
  const missing = fields.filter(field => bgp[field] === undefined);
  if (lab.cilium.bgp && missing.length > 0) {
    const names = missing.map(field => fieldOf(['cilium', 'bgp', field]));
    const given = fields.find(field => bgp[field] !== undefined);
    yield {
      rule: 'partial-bgp',
      path: given ? ['cilium', 'bgp', given] : ['cilium', 'bgp'],
      message: `BGP needs all three fields; write ${names.join(
        ' and ',
      )} as well, or leave all of them out`,
    };
  }
};

export const publicWayIsWhole: LabRule = function* publicWayIsWhole({
  lab,
  resolved,
  fieldOf,
}) {
  const { dns, ingress } = resolved.cluster;
  if (ingress.mode !== 'none' && dns.provider === 'none') {
    yield {
      rule: 'tunnel-without-dns',
      path: ['ingress', 'mode'],
      message: `${ingress.mode} needs public names; write ${fieldOf([
        'dns',
        'provider',
      ])}: cloudflare, or none here`,
    };
  }
  if (ingress.mode !== 'none' && lab.gateways.external === undefined) {
    yield {
      rule: 'missing-external-gateway',
      path: ['gateways', 'external'],
      message: `is missing, and ingress.mode is ${ingress.mode}; write a free address for the external gateway, or ingress.mode: none`,
    };
  }
  const tokenPath: FieldPath = ['dns', 'token'];
  if (dns.provider === 'none' && lab.dns.token !== undefined) {
    yield {
      rule: 'token-without-provider',
      path: tokenPath,
      message: `nothing uses it; leave it out, or write ${fieldOf([
        'dns',
        'provider',
      ])}: cloudflare`,
    };
  }
  if (
    dns.provider === 'cloudflare' &&
    lab.dns.token === undefined &&
    lab.secrets.provider === 'sops'
  ) {
    yield {
      rule: 'missing-dns-token',
      path: tokenPath,
      message:
        'is missing, and dns.provider is cloudflare; write env:CLOUDFLARE_TOKEN, and set that variable for `yarn infra secrets`',
    };
  }
};

export const repositoryIsReachable: LabRule = function* repositoryIsReachable({
  lab,
  fieldOf,
}) {
  const { url, known_hosts } = lab.repository;
  if (url === undefined) {
    if (lab.gitops.engine !== 'none') {
      yield {
        rule: 'missing-repository',
        path: ['repository', 'url'],
        message: `is missing, and ${
          lab.gitops.engine
        } has to fetch this tree; write its address, or ${fieldOf([
          'gitops',
          'engine',
        ])}: none`,
      };
    }
    return;
  }
  const host = repositoryHost(url);
  if (
    url.startsWith('ssh:') &&
    !KNOWN_FORGES.includes(host) &&
    known_hosts === ''
  ) {
    yield {
      rule: 'missing-known-hosts',
      path: ['repository', 'known_hosts'],
      message: `is missing, and the address is ssh to ${host}; write what \`ssh-keyscan ${host}\` prints`,
    };
  }
};

/** What Cilium does, and nothing else does in its place. */
export const ciliumIsThere: LabRule = function* ciliumIsThere({
  lab,
  fieldOf,
}) {
  if (lab.kubernetes.cni === 'cilium') {
    return;
  }
  const cni = `${fieldOf(['kubernetes', 'cni'])}: cilium`;
  const uses: [boolean, FieldPath, string][] = [
    [
      lab.load_balancer.kind === 'cilium',
      ['load_balancer', 'kind'],
      `needs Cilium as CNI; write metallb, or ${cni}`,
    ],
    [
      lab.ingress.controller === 'cilium',
      ['ingress', 'controller'],
      `needs Cilium as CNI; write envoy-gateway, or ${cni}`,
    ],
    [
      lab.cilium.bgp !== undefined,
      ['cilium', 'bgp'],
      `needs Cilium as CNI; leave it out, or write ${cni}`,
    ],
    [
      lab.cilium.hubble,
      ['cilium', 'hubble'],
      `needs Cilium as CNI; leave it out, or write ${cni}`,
    ],
    [
      lab.kubernetes.kube_proxy === false,
      ['kubernetes', 'kube_proxy'],
      `nothing replaces kube-proxy without Cilium; write true, or ${cni}`,
    ],
  ];
  for (const [isUsed, path, message] of uses) {
    if (isUsed) {
      yield { rule: 'cilium-feature-without-cilium', path, message };
    }
  }
};

export const secretStoreFits: LabRule = function* secretStoreFits({
  lab,
  fieldOf,
}) {
  const { provider, store, bitwarden } = lab.secrets;
  const path: FieldPath = ['secrets', 'store'];
  if (provider !== 'sops' && store === undefined) {
    yield {
      rule: 'missing-secret-store',
      path,
      message: `is missing, and ${fieldOf([
        'secrets',
        'provider',
      ])} is ${provider}; write onepassword, onepassword-connect or bitwarden`,
    };
  }
  if (provider === 'sops' && store !== undefined) {
    yield {
      rule: 'store-without-provider',
      path,
      message: `nothing reads it; leave it out, or write ${fieldOf([
        'secrets',
        'provider',
      ])}: external-secrets`,
    };
  }
  if (store === 'bitwarden' && bitwarden === undefined) {
    yield {
      rule: 'missing-bitwarden-project',
      path: ['secrets', 'bitwarden'],
      message:
        'is missing, and the store is bitwarden; write organization_id and project_id',
    };
  }
};

/**
 * Kubernetes minors each Talos minor runs, from siderolabs/talos
 * pkg/machinery/compatibility at v1.14.
 */
const KUBERNETES_OF_TALOS: ReadonlyMap<number, readonly [number, number]> =
  new Map([
    [12, [30, 35]],
    [13, [31, 36]],
    [14, [32, 37]],
  ]);

export const versionsFit: LabRule = function* versionsFit({ lab, fieldOf }) {
  const talosMinor = minorOf(lab.talos.version);
  const window = lab.talos.version.replace('v', '').startsWith('1.')
    ? KUBERNETES_OF_TALOS.get(talosMinor)
    : undefined;
  if (!window) {
    yield {
      rule: 'unsupported-talos-version',
      path: ['talos', 'version'],
      message: `${lab.talos.version} is not rendered for; write a version of Talos 1.12, 1.13 or 1.14`,
    };
    return;
  }
  const kubernetesMinor = minorOf(lab.kubernetes.version);
  const [lowest, highest] = window;
  if (kubernetesMinor < lowest || kubernetesMinor > highest) {
    yield {
      rule: 'unsupported-kubernetes-version',
      path: ['kubernetes', 'version'],
      message: `${
        lab.kubernetes.version
      } does not run on Talos 1.${talosMinor} (${fieldOf([
        'talos',
        'version',
      ])}); write 1.${lowest} to 1.${highest}`,
    };
  }
};
