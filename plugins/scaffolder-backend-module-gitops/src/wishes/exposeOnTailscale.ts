import { InputError } from '@backstage/errors';
import type { TreeApp, TreeHelmRelease } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { addAt } from './editObject';
import { mainServiceOf } from './mainService';
import { requireOperator } from './operatorOf';
import type { WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

const OPERATOR = ['tailscale-operator'];
const CLASS = 'tailscale';
const EXPOSE = 'tailscale.com/expose';
const HOSTNAME = 'tailscale.com/hostname';
const PROXY_GROUP = 'tailscale.com/proxy-group';

/** Who is shown to the devices of the tailnet, and how. */
export interface TailnetExposure {
  readonly edits: readonly TreeEdit[];
  /** How it is done, for people. */
  readonly way: string;
}

/**
 * Shows the service of an app to the tailnet, as the tree does it for others: by
 * an annotation of the Service, else by an Ingress, which has a certificate.
 *
 * @param label - what the device is called in the tailnet
 */
export function exposeOnTailscale(
  app: TreeApp,
  release: TreeHelmRelease,
  { label, tree }: { label: string; tree: WishTree },
): TailnetExposure {
  requireOperator(
    OPERATOR,
    { title: 'the Tailscale operator', kind: 'device of the tailnet' },
    tree,
    'exposure',
  );
  const written = writtenAt(release, tree.index.files);
  if (
    /"tailscale\.com\/expose"|"tailscale"/.test(JSON.stringify(written.object))
  ) {
    throw new InputError(
      `exposure: ${app.namespace}/${app.name} is shown to the tailnet already (${release.file}).`,
    );
  }
  return usesAnnotations(tree)
    ? byAnnotation(written, release, label)
    : byIngress(written, release, { label, tree });
}

/** Whether more releases of the tree are shown by an annotation than by an Ingress. */
function usesAnnotations({ index }: WishTree): boolean {
  const texts = index.helmReleases.map(({ manifest }) =>
    JSON.stringify(manifest),
  );
  const count = (pattern: RegExp) =>
    texts.filter(text => pattern.test(text)).length;
  return (
    count(/"tailscale\.com\/expose"/) >
    count(/"(className|ingressClassName)":"tailscale"/)
  );
}

function byAnnotation(
  written: WrittenObject,
  { file }: TreeHelmRelease,
  label: string,
): TailnetExposure {
  const { identifier } = mainServiceOf(written, file);
  const path = ['spec', 'values', 'service', identifier, 'annotations'];
  const wanted = { [EXPOSE]: 'true', [HOSTNAME]: label };
  const hasAnnotations = Object.keys(mapAt(written.object, ...path)).length > 0;
  return {
    edits: hasAnnotations
      ? Object.entries(wanted).map(([key, value]) =>
          addAt(written, [...path, key], value),
        )
      : [addAt(written, path, wanted)],
    way: `by an annotation of its Service \`${identifier}\`, as others of this tree: on its own ports, without TLS (the tailnet encrypts)`,
  };
}

function byIngress(
  written: WrittenObject,
  { file }: TreeHelmRelease,
  { label, tree }: { label: string; tree: WishTree },
): TailnetExposure {
  const { identifier, port } = mainServiceOf(written, file);
  const group = tree.index.objects.find(
    ({ kind, manifest }) =>
      kind === 'ProxyGroup' && mapAt(manifest, 'spec').type === 'ingress',
  );
  const path = ['spec', 'values', 'ingress', CLASS];
  return {
    edits: [
      addAt(written, path, {
        ...(group ? { annotations: { [PROXY_GROUP]: group.name } } : {}),
        className: CLASS,
        hosts: [
          {
            host: label,
            paths: [
              {
                path: '/',
                service: { identifier, ...(port ? { port } : {}) },
              },
            ],
          },
        ],
        tls: [{ hosts: [label] }],
      }),
    ],
    way: `by an Ingress of class \`${CLASS}\`, which has a certificate of its own${
      group ? `, at the proxies of ProxyGroup \`${group.name}\`` : ''
    }`,
  };
}
