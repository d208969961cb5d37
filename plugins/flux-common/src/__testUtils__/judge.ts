import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { fluxRowSchema } from '../contract/row';
import { deriveRow } from '../derive/deriveRows';
import { judgeFlux } from '../judge/judgeFlux';
import { NOW, snapshots } from './__fixtures__/snapshots';

/** Judges objects, and gives the row of each by `Kind/name`. */
export function judge(items: readonly KubeObject[], now = NOW) {
  const model = judgeFlux(snapshots(items), { now });
  return (key: string) => {
    const judged = [...model.judged.values()].find(
      ({ facts }) => `${facts.ref.kind}/${facts.ref.name}` === key,
    );
    if (!judged) {
      throw new Error(`The fixture has no ${key}`);
    }
    return fluxRowSchema.parse(deriveRow(judged));
  };
}

/** A condition of an object that is well, in YAML. */
export const ready = `{ type: Ready, status: 'True', reason: ReconciliationSucceeded, message: fine, lastTransitionTime: '2026-11-20T10:00:00Z' }`;
