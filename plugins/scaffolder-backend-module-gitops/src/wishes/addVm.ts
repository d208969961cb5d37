import { InputError } from '@backstage/errors';
import { FIELD_RULES } from '@homestage/backstage-plugin-gitops-common';
import { z } from 'zod';
import { isAppliedByArgo } from '../plan/isAppliedByArgo';
import { keptObject } from '../plan/keptObject';
import { placeApp } from '../plan/placeApp';
import { filesIn } from '../plan/treePaths';
import { yamlScalar } from '../plan/yamlScalar';
import { userDataOf } from './cloudInit';
import { createWish, type WishTree } from './Wish';

const name = (example: string) =>
  z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
      `Write a name such as ${example}`,
    );

const schema = z.object({
  /** Pods and claims of the machine append to it. */
  name: z.string().max(52, 'Use at most 52 characters'),
  namespace: z.string(),
  source: z
    .string()
    .regex(
      /^(docker|https?):\/\/[^\s"']+$/,
      'Write docker:// and an image, or the https:// address of a disk image',
    ),
  instancetype: name('u1.medium'),
  preference: name('debian'),
  volume: z.object({
    size: z.string(),
    storageClass: z.string().optional(),
  }),
  /** One more disk, empty at first. */
  dataDisk: z
    .object({
      size: z.string().superRefine((value, context) => {
        const message = FIELD_RULES.size(value);
        if (message) {
          context.addIssue({ code: 'custom', message });
        }
      }),
      storageClass: z.string().optional(),
    })
    .optional(),
  /** Whether the disk is wanted; unset: when it is there. */
  hasDataDisk: z.boolean().optional(),
  /** A network of Multus, for a second card. */
  network: z.string().optional(),
  sshKey: z.string().trim().optional(),
  cloudInit: z.string().optional(),
  runStrategy: z
    .enum(['RerunOnFailure', 'Manual', 'Always', 'Halted'])
    .default('RerunOnFailure'),
});

type Values = z.infer<typeof schema>;

/** What has to be there before a machine can be made. */
const OPERATORS = ['cdi', 'kubevirt'];

/** Brings the networks of second cards. */
const MULTUS = 'multus';

/** A new virtual machine of KubeVirt, in a directory of its own. */
export const addVm = createWish(schema, (values, tree) => {
  const place = placeApp(values, tree);
  const [taken] = filesIn(place.appDirectory, tree.index.files);
  if (taken) {
    throw new InputError(
      `name: the directory ${place.appDirectory} exists already (${taken}). Choose another name.`,
    );
  }
  const isContainerDisk = values.source.startsWith('docker://');
  assertTag(values.source, isContainerDisk);
  const { volume, network } = values;
  const dataDisk = values.hasDataDisk === false ? undefined : values.dataDisk;
  const userData = userDataOf(values);
  return {
    namespace: values.namespace,
    name: values.name,
    entityRef: `resource:default/${values.namespace}-${values.name}`,
    values: {
      place,
      isArgo: place.appliedBy === 'argo-cd',
      kept: keptObject(tree.index),
      dependsOn: operatorsOf(tree, network ? [MULTUS] : []),
      name: yamlScalar(values.name),
      namespace: yamlScalar(values.namespace),
      disk: yamlScalar(`${values.name}-root`),
      dataDisk: dataDisk && {
        name: yamlScalar(`${values.name}-data`),
        size: yamlScalar(dataDisk.size),
        storageClass:
          dataDisk.storageClass && yamlScalar(dataDisk.storageClass),
      },
      network: network && {
        // Cards are named as labels are; networks may have dots.
        card: yamlScalar((network.split('/')[1] ?? '').replaceAll('.', '-')),
        name: yamlScalar(network),
      },
      sourceKind: isContainerDisk ? 'registry' : 'http',
      source: yamlScalar(values.source),
      instancetype: yamlScalar(values.instancetype),
      preference: yamlScalar(values.preference),
      runStrategy: values.runStrategy,
      size: yamlScalar(volume.size),
      storageClass: volume.storageClass && yamlScalar(volume.storageClass),
      userData: userData?.split('\n'),
    },
    edits: place.edits,
    description: describe({ ...values, dataDisk }, place.appliedBy),
  };
});

function assertTag(source: string, isContainerDisk: boolean): void {
  const image = source.slice('docker://'.length);
  const last = image.slice(image.lastIndexOf('/') + 1);
  if (isContainerDisk && !/[:@]/.test(last)) {
    throw new InputError(
      'source: add a tag such as :13 to the image, so that it is known what is imported.',
    );
  }
}

/** The Kustomizations of the tree that bring KubeVirt and CDI; in a tree of Argo CD nothing waits for them. */
function operatorsOf({ index }: WishTree, others: readonly string[]): object[] {
  if (isAppliedByArgo(index)) {
    assertKubevirt(
      index.apps.some(app => app.name === 'kubevirt'),
      'app',
    );
    return [];
  }
  const found = index.kustomizations.filter(
    ({ name: operator, state }) =>
      state === 'reached' && [...OPERATORS, ...others].includes(operator),
  );
  assertKubevirt(
    found.some(({ name: operator }) => OPERATORS.includes(operator)),
    'Kustomization',
  );
  return found
    .map(({ name: operator, namespace }) => ({ name: operator, namespace }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function assertKubevirt(isThere: boolean, what: string): void {
  if (!isThere) {
    throw new InputError(
      `name: the tree does not install KubeVirt (no ${what} kubevirt), so nothing would run a machine. Add KubeVirt first.`,
    );
  }
}

/** With %s for what applies the tree. */
const POWER: Readonly<Record<Values['runStrategy'], string>> = {
  RerunOnFailure:
    'It starts with the merge and comes back when its host fails; who stops it finds it stopped.',
  Manual: 'It is off until somebody starts it.',
  Always:
    'It starts with the merge; %s starts it again when somebody stops it outside of Git.',
  Halted:
    'It stays off; %s stops it again when somebody starts it outside of Git.',
};

function describe(values: Values, appliedBy: 'flux' | 'argo-cd'): string {
  // Argo CD changes back what others changed only where its Application says so.
  const applier =
    appliedBy === 'flux' ? 'Flux' : 'Argo CD, where it heals itself,';
  return [
    `Adds virtual machine ${values.namespace}/${values.name}: \`${values.instancetype}\`, preference \`${values.preference}\`, a disk of ${values.volume.size} from \`${values.source}\`.`,
    [
      `- ${POWER[values.runStrategy].replace('%s', applier)}`,
      values.sshKey
        ? '- The SSH key lets its owner in as the user of the image.'
        : '- Nobody can sign in by a key; the image must have a way of its own.',
      ...(values.cloudInit
        ? [
            '- The cloud-config is read when the machine starts first; later changes of it do nothing.',
          ]
        : []),
      ...(values.dataDisk
        ? [
            `- A second disk of ${values.dataDisk.size} is empty: the guest has to format and mount it.`,
          ]
        : []),
      ...(values.network
        ? [
            `- A second card joins \`${values.network}\`; most images have to be told to ask for an address there.`,
          ]
        : []),
      '- When its files are removed later, machine and disk stay, to be deleted by hand. Nothing backs the disk up yet.',
    ].join('\n'),
  ].join('\n\n');
}
