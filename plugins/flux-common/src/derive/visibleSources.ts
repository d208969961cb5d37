import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import { fluxKind } from '../kinds/fluxKinds';
import type { FluxModel } from '../judge/FluxModel';

/**
 * The states people should know of. A kind that a cluster does not serve is
 * worth a word only when Flux can not work without it.
 *
 * @public
 */
export function visibleSources(model: FluxModel): SourceState[] {
  return [...model.states].flatMap(([key, state]) => {
    const kind = fluxKind(key.slice(key.indexOf('/') + 1));
    return state.status === 'absent' && !kind?.isCore ? [] : state;
  });
}
