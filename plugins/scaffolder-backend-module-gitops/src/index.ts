/**
 * Scaffolder actions for GitOps trees.
 *
 * @packageDocumentation
 */
export { scaffolderModuleGitops as default } from './module';
