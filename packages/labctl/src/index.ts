/**
 * The definition of a lab: its inputs read, checked and rendered
 *
 * @packageDocumentation
 */
export { resolveLab } from './model/resolveLab';
export { labSchema } from './model/schema/labSchema';
export type { LabInputs, ParsedLab } from './model/schema/labSchema';
export type {
  AddressRange,
  ComputedValues,
  Filled,
  ResolvedApp,
  ResolvedCluster,
  ResolvedHost,
  ResolvedLab,
  ResolvedNode,
  ResolvedVirtualMachine,
} from './model/ResolvedLab';
