import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { isAppliedByArgo } from '../plan/isAppliedByArgo';
import { keptObject } from '../plan/keptObject';
import { placeApp } from '../plan/placeApp';
import { filesIn } from '../plan/treePaths';
import { yamlScalar } from '../plan/yamlScalar';
import { createWish, type WishTree } from './Wish';

/** What sshd takes in authorized_keys, without options: type, key, comment. */
const SSH_KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d{3}|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]+={0,2}( [^\r\n]*)?$/;

/** KubeVirt refuses longer inline user data; the key is nearly all of it. */
const MAX_SSH_KEY = 1000;

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
  sshKey: z
    .string()
    .trim()
    .max(MAX_SSH_KEY)
    .regex(
      SSH_KEY,
      'This is no public SSH key; it begins with its type, such as ssh-ed25519',
    )
    .optional(),
  runStrategy: z
    .enum(['RerunOnFailure', 'Manual', 'Always', 'Halted'])
    .default('RerunOnFailure'),
});

type Values = z.infer<typeof schema>;

/** What has to be there before a machine can be made. */
const OPERATORS = ['cdi', 'kubevirt'];

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
  const { volume, sshKey } = values;
  return {
    namespace: values.namespace,
    name: values.name,
    entityRef: `resource:default/${values.namespace}-${values.name}`,
    values: {
      place,
      isArgo: place.appliedBy === 'argo-cd',
      kept: keptObject(tree.index),
      dependsOn: operatorsOf(tree),
      name: yamlScalar(values.name),
      namespace: yamlScalar(values.namespace),
      disk: yamlScalar(`${values.name}-root`),
      sourceKind: isContainerDisk ? 'registry' : 'http',
      source: yamlScalar(values.source),
      instancetype: yamlScalar(values.instancetype),
      preference: yamlScalar(values.preference),
      runStrategy: values.runStrategy,
      size: yamlScalar(volume.size),
      storageClass: volume.storageClass && yamlScalar(volume.storageClass),
      sshKey: sshKey && yamlScalar(sshKey),
    },
    edits: place.edits,
    description: describe(values, place.appliedBy),
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
function operatorsOf({ index }: WishTree): object[] {
  if (isAppliedByArgo(index)) {
    assertKubevirt(
      index.apps.some(app => app.name === 'kubevirt'),
      'app',
    );
    return [];
  }
  const found = index.kustomizations.filter(
    ({ name: operator, state }) =>
      state === 'reached' && OPERATORS.includes(operator),
  );
  assertKubevirt(found.length > 0, 'Kustomization');
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
      '- When its files are removed later, machine and disk stay, to be deleted by hand. Nothing backs the disk up yet.',
    ].join('\n'),
  ].join('\n\n');
}
