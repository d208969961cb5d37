/**
 * Form fields and the diff preview for changes made by pull request.
 *
 * @packageDocumentation
 */
export { gitopsPlugin as default } from './plugin';
export { gitopsApiRef } from './api/gitopsApiRef';
export { gitopsTranslationRef } from './translation';
