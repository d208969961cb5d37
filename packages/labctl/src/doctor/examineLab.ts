import type { ResolvedLab } from '../model/ResolvedLab';
import { compareProblems } from '../read/LabProblem';
import type { LabProblem } from '../read/LabProblem';
import type { LabSource } from '../read/LabSource';
import type { KnownNames, RuleFinding } from '../validate/LabRule';
import { parseInputs } from '../validate/validateLab';
import { DOCTOR_RULES } from './DOCTOR_RULES';
import { schematicId } from './schematicId';

/**
 * What the inputs allow and experience advises against. Takes inputs that
 * `validateLab` has accepted; figures that are not written are unknown, and say
 * nothing.
 *
 * @public
 */
export async function examineLab(
  source: LabSource,
  options: {
    resolved: ResolvedLab;
    /** Names of the components that the lab gets. */
    chosen: readonly string[];
    known: KnownNames;
  },
): Promise<LabProblem[]> {
  const { lab } = parseInputs(source.toPlain());
  if (!lab) {
    return [];
  }
  const context = {
    ...options,
    lab,
    fieldOf: (path: RuleFinding['path']) => source.fieldOf(path),
    declaredSchematic: await schematicId(options.resolved.cluster.talos),
  };
  return DOCTOR_RULES.flatMap(rule =>
    [...rule(context)].map(({ path, ...what }) => source.problem(path, what)),
  ).sort(compareProblems);
}
