import type { RuleContext, RuleFinding } from '../validate/LabRule';

/** What a rule of the doctor looks at besides the inputs. */
export interface DoctorContext extends RuleContext {
  /** Names of the components that the lab gets. */
  readonly chosen: readonly string[];
  /** Schematic that `talos.extensions` and `talos.overlay` make. */
  readonly declaredSchematic: string;
}

/** Advice: what works, and will hurt one day. */
export type DoctorRule = (context: DoctorContext) => Iterable<RuleFinding>;
