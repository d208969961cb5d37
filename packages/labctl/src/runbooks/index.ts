export { checkRunbooks, RUNBOOK_SECTIONS } from './checkRunbooks';
export type { CheckRunbooksOptions } from './checkRunbooks';
export { fillRunbook } from './fillRunbook';
export type { FilledText } from './fillRunbook';
export { findRunbook } from './findRunbook';
export { parseRunbook } from './parseRunbook';
export type { ParsedRunbook } from './parseRunbook';
export { RUNBOOK_AREAS } from './Runbook';
export type {
  Runbook,
  RunbookArea,
  RunbookCommand,
  RunbookHeading,
  RunbookLink,
  RunbookParameter,
  RunbookParameterSource,
  RunbookPlaceholder,
  RunbookProblem,
  RunbookTool,
} from './Runbook';
