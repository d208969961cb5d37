/**
 * Catalog entities from the GitOps tree, the node list and the live clusters
 *
 * @packageDocumentation
 */
export { catalogModuleLab, catalogModuleLab as default } from './module';
