import { posix } from 'node:path';
import type { TreeNode } from '@homestage/gitops-tree';
import { readLab } from '@homestage/labctl';
import { parseAllDocuments } from 'yaml';
import type { TreeEdit } from '../plan/TreeEdit';
import { filesIn, parentOf } from '../plan/treePaths';
import { copiesOf, patchFiles, recordLike, refusal } from './nodeLike';
import type { NodeWish } from './NodeWish';
import { appendTomlTable, type TomlValue } from './tomlText';
import type { WishTree, WrittenFile } from './Wish';
import { mapAt } from './written';

/** A record of a new machine, in the shape of its model's. */
export interface NodeRecord {
  /** Where it is declared. */
  readonly file: string;
  readonly edits: readonly TreeEdit[];
  readonly files: readonly WrittenFile[];
  /** Fields that are the model's, and may be wrong for the new one. */
  readonly taken: readonly string[];
  /** Files that are copies of the model's. */
  readonly copies: readonly string[];
}

interface Model {
  readonly model: TreeNode;
  readonly tree: WishTree;
}

type WriteRecord = (wish: NodeWish, model: Model) => NodeRecord;

/** How each layout writes a machine. */
export const NODE_LAYOUTS: Readonly<Record<TreeNode['layout'], WriteRecord>> = {
  nodes: (wish, { model, tree }) => {
    const { record, edit } = writtenRecord(model, tree, 'name');
    const [made, taken] = recordLike(record, wish, model, {
      mac_addr: wish.macAddress,
      disk: wish.disk,
      ...('role' in record
        ? { role: wish.role }
        : { controller: wish.role === 'control-plane' }),
    });
    return {
      file: model.file,
      edits: [edit(made)],
      files: [],
      taken,
      copies: [],
    };
  },
  'cluster-toml': (wish, { model, tree }) => {
    const text = tree.index.files.get(model.file) ?? '';
    const record = tomlRecord(text, model.name);
    const [made, taken] = recordLike(record, wish, model, {
      mac_addr: wish.macAddress,
      disk: wish.disk,
      controller: wish.role === 'control-plane',
    });
    return {
      file: model.file,
      edits: [],
      files: [
        {
          file: model.file,
          text: appendTomlTable(
            text,
            'nodes',
            made as Readonly<Record<string, TomlValue>>,
          ),
        },
      ],
      taken,
      copies: [],
    };
  },
  talhelper: (wish, { model, tree }) => {
    const { record, edit } = writtenRecord(model, tree, 'hostname');
    if ('installDiskSelector' in record) {
      throw refusal(model, 'chooses its disk by what only that disk has');
    }
    const [made, taken] = recordLike(record, wish, model, {
      controlPlane: wish.role === 'control-plane',
      installDisk: wish.disk,
    });
    const copies = copiesOf(wish, { model, tree }, patchFiles(record, model));
    return {
      file: model.file,
      edits: [edit(made)],
      files: copies,
      taken,
      copies: copies.map(({ file }) => file),
    };
  },
  topf: (wish, { model, tree }) => {
    const { record, edit } = writtenRecord(model, tree, 'host');
    if (mapAt(record, 'data').installDiskSerial) {
      throw refusal(model, 'chooses its disk by a serial number');
    }
    const data = mapAt(record, 'data');
    const [made, taken] = recordLike(record, wish, model, {
      role: wish.role,
      ...(wish.disk && 'installDisk' in data
        ? { data: { ...data, installDisk: wish.disk } }
        : {}),
    });
    const own = filesIn(
      posix.join(parentOf(model.file), 'node', model.name),
      tree.index.files,
    );
    const copies = copiesOf(wish, { model, tree }, own);
    return {
      file: model.file,
      edits: [edit(made)],
      files: copies,
      taken,
      copies: copies.map(({ file }) => file),
    };
  },
  minijinja: (wish, source) => {
    const { model } = source;
    if (model.isControlPlane !== (wish.role === 'control-plane')) {
      throw refusal(
        model,
        `is no ${wish.role}, and its file is one of its role`,
      );
    }
    const copies = copiesOf(wish, source, [model.file]);
    return {
      file: copies[0].file,
      edits: [],
      files: copies,
      taken: [],
      copies: copies.map(({ file }) => file),
    };
  },
};

/** The record of a machine in a list of YAML, and the edit that adds another behind it. */
function writtenRecord(
  { file, name }: TreeNode,
  { index }: WishTree,
  key: string,
): {
  readonly record: Readonly<Record<string, unknown>>;
  readonly edit: (made: Readonly<Record<string, unknown>>) => TreeEdit;
} {
  const text = index.files.get(file) ?? '';
  const documents = [...parseAllDocuments(text, { logLevel: 'silent' })];
  for (const [document, parsed] of documents.entries()) {
    const value: unknown = parsed.toJS();
    const path = Array.isArray(value) ? [] : ['nodes'];
    const list: unknown = Array.isArray(value)
      ? value
      : mapAt({ value }, 'value').nodes;
    const records = (Array.isArray(list) ? list : []).map(each =>
      mapAt({ each }, 'each'),
    );
    const record = records.find(each => each[key] === name);
    if (record) {
      return { record, edit: insert => ({ file, document, path, insert }) };
    }
  }
  return { record: {}, edit: insert => ({ file, path: ['nodes'], insert }) };
}

/** A record of a cluster.toml as plain values. */
function tomlRecord(text: string, name: string): Record<string, unknown> {
  const { nodes } = mapAt(
    { lab: readLab({ toml: { path: 'cluster.toml', text } }).toPlain() },
    'lab',
  );
  const records = (Array.isArray(nodes) ? nodes : []).map(each =>
    mapAt({ each }, 'each'),
  );
  return records.find(each => each.name === name) ?? {};
}
