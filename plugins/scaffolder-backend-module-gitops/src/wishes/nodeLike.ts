import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import type { TreeNode } from '@homestage/gitops-tree';
import { parentOf } from '../plan/treePaths';
import type { NodeWish } from './NodeWish';
import type { WishTree, WrittenFile } from './Wish';
import { mapAt } from './written';

const MAC = /(?:[0-9a-f]{2}:){5}[0-9a-f]{2}/gi;
const ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g;

/** A refusal that names the machine that cannot be the pattern. */
export function refusal(
  { name, file, line }: TreeNode,
  why: string,
): InputError {
  return new InputError(
    `like: ${name} (${file}, line ${line}) ${why}. Choose another machine, or write the record by hand.`,
  );
}

/**
 * The record of a machine with what only one machine can have (name, address,
 * hardware address) made the new one's, and the fields that stay the model's.
 *
 * @param overrides - fields that are set; undefined ones stay the model's
 */
export function recordLike(
  record: Readonly<Record<string, unknown>>,
  wish: NodeWish,
  model: TreeNode,
  overrides: Readonly<Record<string, unknown>>,
): [made: Record<string, unknown>, taken: string[]] {
  assertSharable(record, model);
  const swap = swapFor(wish, model, textsIn(record));
  const set = Object.fromEntries(
    Object.entries(overrides).filter(([, value]) => value !== undefined),
  );
  const made = {
    ...mapAt({ made: swapped({ ...record, ...set }, swap) }, 'made'),
  };
  const taken = Object.keys(record)
    .filter(key => !(key in set))
    .flatMap(key => sharedFields(key, record[key], made[key]));
  return [made, taken];
}

/** The fields of two records that are the same, as paths. */
function sharedFields(path: string, one: unknown, other: unknown): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) {
    return [path];
  }
  const fields = mapAt({ other }, 'other');
  return Object.entries(mapAt({ one }, 'one'))
    .filter(([, value]) => value !== '')
    .flatMap(([key, value]) =>
      sharedFields(`${path}.${key}`, value, fields[key]),
    );
}

/** Files that a record of talhelper names as its own: patches whose path holds its name. */
export function patchFiles(
  record: Readonly<Record<string, unknown>>,
  { name, file }: TreeNode,
): string[] {
  return textsIn(record)
    .filter(text => text.startsWith('@') && partsOf(text).includes(name))
    .map(text => posix.normalize(posix.join(parentOf(file), text.slice(1))));
}

function partsOf(path: string): string[] {
  return path.split(/[/.]/);
}

/** Copies of files of the model, with the new machine's name, address and hardware address. */
export function copiesOf(
  wish: NodeWish,
  { model, tree }: { model: TreeNode; tree: WishTree },
  files: readonly string[],
): WrittenFile[] {
  const texts = files.map(file => tree.index.files.get(file) ?? '');
  const swap = swapFor(wish, model, texts);
  return files.map((file, position) => {
    const copy = swap(file);
    if (tree.index.files.has(copy)) {
      throw new InputError(
        `nodeName: ${copy} exists already. Choose another name, or remove that file first.`,
      );
    }
    return { file: copy, text: swap(texts[position]) };
  });
}

type Swap = (text: string) => string;

function swapFor(
  { nodeName, nodeAddress, macAddress }: NodeWish,
  model: TreeNode,
  texts: readonly string[],
): Swap {
  const cards = new Set(
    texts
      .flatMap(text => text.match(MAC) ?? [])
      .map(card => card.toLowerCase()),
  );
  if (cards.size > 1) {
    throw refusal(model, 'names several network cards');
  }
  if (cards.size === 1 && !macAddress) {
    throw new InputError(
      `macAddress: records of this tree name the network card, and ${model.name} has its own. Write that of ${nodeName}.`,
    );
  }
  const name = new RegExp(
    `(?<![A-Za-z0-9-])${escaped(model.name)}(?![A-Za-z0-9-])`,
    'g',
  );
  return text => {
    const renamed = text
      .replace(name, nodeName)
      .replace(ADDRESS, found =>
        found === model.address ? nodeAddress : found,
      );
    return macAddress ? renamed.replace(MAC, macAddress) : renamed;
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Further addresses of the model would be given out twice. */
function assertSharable(
  record: Readonly<Record<string, unknown>>,
  model: TreeNode,
): void {
  const others = addressesIn(record).filter(
    address => address !== model.address,
  );
  if (others.length > 0) {
    throw refusal(
      model,
      `has further addresses (${others.join(
        ', ',
      )}), which a second machine can not have`,
    );
  }
}

/** What stands in the fields that hold a machine's own addresses. */
function addressesIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(each => addressesIn(each, key));
  }
  if (typeof value === 'string') {
    return /^(addresses|ipAddress|address|ip)$/.test(key)
      ? value.split(',').map(part => part.trim().split('/')[0])
      : [];
  }
  return Object.entries(mapAt({ value }, 'value'))
    .filter(([name]) => name !== 'vip' && name !== 'routes')
    .flatMap(([name, inner]) => addressesIn(inner, name));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return Array.isArray(value)
    ? value.flatMap(textsIn)
    : Object.values(mapAt({ value }, 'value')).flatMap(textsIn);
}

function swapped(value: unknown, swap: Swap): unknown {
  if (typeof value === 'string') {
    return swap(value);
  }
  if (Array.isArray(value)) {
    return value.map(each => swapped(each, swap));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          swapped(inner, swap),
        ]),
      )
    : value;
}
