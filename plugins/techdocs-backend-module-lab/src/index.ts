/**
 * Docs that are built before somebody opens them.
 *
 * @packageDocumentation
 */
export { techdocsModuleLab as default } from './module';
