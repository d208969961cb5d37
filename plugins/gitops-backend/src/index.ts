/**
 * Answers what the forms ask of the tree, and previews a change before it exists.
 *
 * @packageDocumentation
 */
export { gitopsPlugin as default } from './plugin';
