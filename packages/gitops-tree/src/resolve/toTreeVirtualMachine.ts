import { field } from '../read/field';
import { textField } from '../read/textField';
import type { TreeObject, TreeVirtualMachine } from '../types';

/** The typed view of a KubeVirt VirtualMachine. */
export function toTreeVirtualMachine(object: TreeObject): TreeVirtualMachine {
  const spec = object.manifest.spec;
  const running = field(spec, 'running');
  const written = textField(spec, 'runStrategy');
  const ofRunning = running === true ? 'Always' : 'Halted';
  const runStrategy =
    written ?? (typeof running === 'boolean' ? ofRunning : undefined);
  const instancetype = textField(spec, 'instancetype', 'name');
  const preference = textField(spec, 'preference', 'name');
  return {
    ...object,
    ...(runStrategy && { runStrategy }),
    ...(instancetype && { instancetype }),
    ...(preference && { preference }),
  };
}
