import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { LabKind } from './LabFacts';
import { usedPart } from './usedPart';

/**
 * Keeps the used part of every object for as long as somebody holds the object:
 * the store gives the same one until it changes, and so do these.
 */
export class UsedParts {
  readonly #known = new WeakMap<KubeObject, KubeObject>();

  of(items: readonly KubeObject[], kind: LabKind): readonly KubeObject[] {
    return items.map(item => {
      const known = this.#known.get(item);
      const part = known ?? usedPart(item, kind);
      if (!known) {
        this.#known.set(item, part);
      }
      return part;
    });
  }
}
