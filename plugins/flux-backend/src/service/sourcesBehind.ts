import {
  fluxKey,
  visibleSources,
  type FluxModel,
  type FluxRef,
} from '@homestage/backstage-plugin-flux-common';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';

/**
 * The states that the answer about some objects rests on: of their own kinds, of
 * what they are made from, and of the Kustomizations above them. A kind that has
 * no part in it would only alarm people.
 */
export function sourcesBehind(
  model: FluxModel,
  refs: readonly FluxRef[],
): SourceState[] {
  const kinds = new Set(['Kustomization']);
  for (const ref of refs) {
    const source = model.judged.get(fluxKey(ref))?.facts.source;
    kinds.add(ref.kind);
    if (source) {
      kinds.add(source.kind);
    }
  }
  const wanted = new Set(
    refs.flatMap(({ cluster }) =>
      [...kinds].flatMap(
        kind => model.states.get(`${cluster}/${kind}`)?.source ?? [],
      ),
    ),
  );
  return visibleSources(model).filter(({ source }) => wanted.has(source));
}
