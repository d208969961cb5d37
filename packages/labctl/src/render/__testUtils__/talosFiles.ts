import { inputsOf } from '../../__testUtils__/labs';
import type { ResolvedCluster, ResolvedLab } from '../../model/ResolvedLab';
import { renderLab } from '../renderLab';

/** A lab of the repository with other Talos settings, and its rendered `talos/` by path. */
export function talosFiles(
  name: string,
  talos: Partial<ResolvedCluster['talos']> = {},
): { lab: ResolvedLab; files: ReadonlyMap<string, string> } {
  const inputs = inputsOf(name);
  const { cluster, computed } = inputs.lab;
  const version = talos.version ?? cluster.talos.version;
  const lab = {
    ...inputs.lab,
    cluster: { ...cluster, talos: { ...cluster.talos, ...talos } },
    computed: {
      ...computed,
      talos_minor: Number(version.split('.')[1]),
      talos_version: version.slice(1),
    },
  };
  const { files } = renderLab({ ...inputs, lab });
  return {
    lab,
    files: new Map([...files].filter(([path]) => path.startsWith('talos/'))),
  };
}
