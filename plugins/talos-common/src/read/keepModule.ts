import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type { TalosResource } from '../facts/snapshots';

/** Shared, since a machine has a hundred modules and nearly all are like this. */
const LIVE = Object.freeze({ state: 'live' });

/**
 * What is kept of a kernel module: its name, and its state where that is another than
 * live. Those that are built in come with the kernel and are left out; only Talos 1.14
 * and later tell them at all.
 *
 * @public
 */
export function keepModule(resource: TalosResource): TalosResource | undefined {
  const { type, state } = fieldsOf(resource.spec);
  if (type === 'built-in') {
    return undefined;
  }
  // Until Talos 1.13 as the kernel writes it: Live.
  const word = textOf(state)?.toLowerCase();
  return {
    namespace: 'runtime',
    type: 'KernelModuleStatuses.runtime.talos.dev',
    id: resource.id,
    version: '',
    phase: 'running',
    spec: word === LIVE.state ? LIVE : { state: word },
  };
}
