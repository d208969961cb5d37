import { InputError } from '@backstage/errors';
import type { TreeNode } from '@homestage/gitops-tree';
import { carryRender, editedTexts, renderedFolder } from './carryRender';
import { NODE_LAYOUTS, type NodeRecord } from './nodeRecords';
import { nodeWishSchema, type NodeWish } from './NodeWish';
import { createWish, type WishTree } from './Wish';

/**
 * Declares a machine in the shape that the tree has for its others, and renders
 * again where the tree is rendered from such records.
 */
export const addNode = createWish(nodeWishSchema, (values, tree) => {
  const { nodeName, nodeAddress, role } = values;
  const model = modelOf(values, tree);
  const record = NODE_LAYOUTS[model.layout](values, { model, tree });
  const changed = new Map([
    ...editedTexts(record.edits, tree.index.files),
    ...record.files.map(({ file, text }) => [file, text] as const),
  ]);
  const isRendered =
    renderedFolder(tree) !== undefined &&
    (model.layout === 'nodes' || model.layout === 'cluster-toml');
  const render = isRendered
    ? carryRender(changed, tree, fieldOf)
    : { files: [], removals: [], note: notRendered(model) };
  return {
    namespace: 'cluster',
    name: nodeName,
    values: { role },
    edits: record.edits,
    files: [...record.files, ...render.files],
    removals: render.removals,
    description: [
      `Declares machine \`${nodeName}\` (${nodeAddress}, ${
        role === 'worker' ? 'a worker' : 'a control plane'
      }) in \`${record.file}\`, built like \`${model.name}\`.`,
      render.note,
      ...etcdWarning(values, tree),
      '**See to it before the merge**',
      checklist(record, model)
        .map(line => `- [ ] ${line}`)
        .join('\n'),
      '**What happens after it**: nothing by itself. Boot the machine from an image of its schematic; when it waits in maintenance mode, render its configuration (`just talos render`, or what this tree has for it) and send it with `talosctl apply-config --insecure`. It installs Talos, restarts and joins in five to ten minutes. Reverting this pull request does not take it out again.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
});

/** The machine whose record is the pattern. */
function modelOf({ like, role }: NodeWish, { index }: WishTree): TreeNode {
  const { nodes } = index;
  if (nodes.length === 0) {
    throw new InputError(
      'nodeName: the tree has no record of a machine (nodes.yaml, cluster.toml, talconfig.yaml, topf.yaml or templates of machines), so the shape of one is not known.',
    );
  }
  const wantsControlPlane = role === 'control-plane';
  const model = like
    ? nodes.find(({ name }) => name === like)
    : nodes.findLast(node => node.isControlPlane === wantsControlPlane) ??
      nodes[nodes.length - 1];
  if (!model) {
    throw new InputError(
      `like: the tree has no machine ${like}. It has ${nodes
        .map(({ name }) => name)
        .join(', ')}.`,
    );
  }
  return model;
}

/** The field that a mistake of the inputs is about, by the field of the record that it names. */
function fieldOf(mistake: string): string {
  const fields: readonly [RegExp, string][] = [
    [/nodes\S*\.address/, 'nodeAddress'],
    [/nodes\S*\.mac_addr/, 'macAddress'],
    [/nodes\S*\.(disk|ceph_disks)/, 'disk'],
    [/nodes\S*\.(schematic_id|host)\b/, 'like'],
  ];
  return fields.find(([pattern]) => pattern.test(mistake))?.[1] ?? 'nodeName';
}

function notRendered({ layout, file }: TreeNode): string {
  return layout === 'nodes' || layout === 'cluster-toml'
    ? `**Only \`${file}\` is changed**: what this tree renders from it, it renders by other means than \`infra render\`. Run them on this branch before the merge, and commit what they write.`
    : '';
}

/** etcd decides by majority: an even number tolerates no more losses than one less. */
function etcdWarning({ role }: NodeWish, { index }: WishTree): string[] {
  const before = index.nodes.filter(node => node.isControlPlane).length;
  const count = before + 1;
  if (role !== 'control-plane' || count % 2 === 1) {
    return [];
  }
  const tolerated = Math.floor((count - 1) / 2);
  return [
    `**${count} control planes are an even number**: ${
      before === 1
        ? 'etcd stops when either of two is lost, so they fail more often than one alone'
        : `etcd goes on without ${tolerated} of them, as it did with ${before}, and there is one machine more that can fail`
    }. Add another soon, or replace one.`,
  ];
}

function checklist(record: NodeRecord, { name }: TreeNode): string[] {
  return [
    'the address is outside the range of the DHCP server, and nobody answers on it',
    'no machine, and no member of etcd, of that name is left in the cluster',
    ...(record.taken.length > 0
      ? [
          `what it takes over from \`${name}\` is true of it as well: ${record.taken
            .map(field => `\`${field}\``)
            .join(', ')}`,
        ]
      : []),
    ...record.copies.map(
      file =>
        `\`${file}\`, a copy of that of \`${name}\`, fits its disks and links`,
    ),
  ];
}
