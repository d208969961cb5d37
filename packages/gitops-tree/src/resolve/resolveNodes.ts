import { baseName } from '../paths/baseName';
import { field } from '../read/field';
import { listField } from '../read/listField';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import type { TreeNode } from '../types';
import { readTomlNodes } from './readTomlNodes';

/** One way in which trees keep their node records. */
interface NodeLayout {
  readonly layout: TreeNode['layout'];
  readonly file: RegExp;
  readonly read: (
    node: unknown,
  ) => Pick<TreeNode, 'name' | 'address' | 'isControlPlane'> | undefined;
}

/** The records that a lab is rendered from: they stand in one place, in one of two forms. */
const INPUTS = /^(?:nodes\.ya?ml|cluster\.toml)$/;

const NODES: NodeLayout = {
  layout: 'nodes',
  file: /^nodes\.ya?ml$/,
  read: node =>
    named(textField(node, 'name'), {
      address: textField(node, 'address'),
      isControlPlane:
        field(node, 'controller') === true ||
        textField(node, 'role') === 'control-plane',
    }),
};

const LAYOUTS: readonly NodeLayout[] = [
  {
    layout: 'talhelper',
    file: /^talconfig\.ya?ml$/,
    read: node =>
      named(textField(node, 'hostname'), {
        address: textField(node, 'ipAddress')?.split(',')[0].trim(),
        isControlPlane: field(node, 'controlPlane') === true,
      }),
  },
  {
    layout: 'topf',
    file: /^topf\.ya?ml$/,
    read: node =>
      named(textField(node, 'host'), {
        address: textField(node, 'ip'),
        isControlPlane: textField(node, 'role') === 'control-plane',
      }),
  },
];

/**
 * The nodes of the lab from every record that names them, each once. Of one layout
 * only the files nearest to the root count: those below are examples or inputs of
 * other labs.
 */
export function resolveNodes(files: ParsedFiles): TreeNode[] {
  const paths = [...files.files.keys()];
  const nodes = [
    // What is rendered from these says the same again, in another place.
    ...nearestToRoot(paths.filter(path => INPUTS.test(baseName(path)))).flatMap(
      path =>
        path.endsWith('.toml')
          ? readTomlNodes(path, files.files.get(path) ?? '')
          : readRecords(files, path, NODES),
    ),
    ...LAYOUTS.flatMap(layout =>
      nearestToRoot(
        paths.filter(path => layout.file.test(baseName(path))),
      ).flatMap(path => readRecords(files, path, layout)),
    ),
    ...paths.flatMap(path => readTemplate(files, path)),
  ];
  const byName = new Map<string, TreeNode>();
  for (const node of nodes) {
    if (!byName.has(node.name)) {
      byName.set(node.name, node);
    }
  }
  return [...byName.values()];
}

function named(
  name: string | undefined,
  rest: Omit<Pick<TreeNode, 'address' | 'isControlPlane'>, 'name'>,
) {
  return name === undefined ? undefined : { name, ...rest };
}

function nearestToRoot(paths: readonly string[]): string[] {
  const depthOf = (path: string) => path.split('/').length;
  const nearest = Math.min(...paths.map(depthOf));
  return paths.filter(path => depthOf(path) === nearest);
}

function readRecords(
  files: ParsedFiles,
  path: string,
  layout: NodeLayout,
): TreeNode[] {
  const documents = files.parse(path)?.documents ?? [];
  return documents.flatMap(({ value }) => {
    const list = Array.isArray(value) ? value : listField(value, 'nodes');
    return list.flatMap((record): TreeNode[] => {
      const node = layout.read(record);
      return node
        ? [
            {
              ...node,
              layout: layout.layout,
              ...placeOf(files.files.get(path) ?? '', path, node.name),
            },
          ]
        : [];
    });
  });
}

function placeOf(text: string, file: string, name: string) {
  const lines = text.split('\n');
  const index = lines.findIndex(line =>
    new RegExp(`:\\s*["']?${escape(name)}["']?\\s*([,}#]|$)`).test(line),
  );
  return { file, line: Math.max(index, 0) + 1, column: 1 };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const TEMPLATE =
  /(?:^|\/)talos\/nodes\/(?:(controlplane|control-plane|worker)s?\/)?([^/]+)\.ya?ml\.j2$/;

/** minijinja's layout: one patch per node, named after it or its address. Read by line: a template is no YAML. */
function readTemplate(files: ParsedFiles, path: string): TreeNode[] {
  const match = TEMPLATE.exec(path);
  if (!match) {
    return [];
  }
  const text = files.files.get(path) ?? '';
  const [, role, stem] = match;
  const isAddress = /^\d+(\.\d+){3}$/.test(stem);
  const hostname = /^\s*hostname:\s*["']?([\w.-]+)/m.exec(text)?.[1];
  const type = role ?? /^\s*type:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? '';
  const line = hostname
    ? text.slice(0, text.indexOf(hostname)).split('\n').length
    : 1;
  return [
    {
      name: hostname ?? stem,
      ...(isAddress && { address: stem }),
      isControlPlane: /^control-?plane/.test(type),
      layout: 'minijinja',
      file: path,
      line,
      column: 1,
    },
  ];
}
