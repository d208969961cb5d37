import { FileSet, resolveTree } from '@homestage/gitops-tree';
import { Machine } from './nodeObject';

/** What a tree without any list of nodes is run on. */
const FALLBACK: readonly Machine[] = [11, 12, 13].map((host, index) => ({
  name: `lab-0${index + 1}`,
  address: `192.168.42.${host}`,
  isControlPlane: true,
}));

/** The machines that a tree names, or three of the lab's own when it names none. @public */
export function machinesOf(files: FileSet): Machine[] {
  const { nodes } = resolveTree(files, { root: '' });
  const named = nodes.map((node, index) => ({
    name: node.name,
    address: node.address ?? `192.168.42.${200 + index}`,
    isControlPlane: node.isControlPlane,
  }));
  const unique = new Map(named.map(machine => [machine.name, machine]));
  return unique.size > 0 ? [...unique.values()] : [...FALLBACK];
}
