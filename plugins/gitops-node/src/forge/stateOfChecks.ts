import type { ForgeChecks } from '../types/Forge';

type State = ForgeChecks['state'];

/** Worst first. That something is not known ranks above that the rest is fine. */
const ORDER: readonly State[] = ['failure', 'pending', 'unknown', 'success'];

/** The worst of all; `unknown` when there is none, since nothing was checked. */
export function stateOfChecks(states: readonly State[]): State {
  return ORDER.find(state => states.includes(state)) ?? 'unknown';
}
