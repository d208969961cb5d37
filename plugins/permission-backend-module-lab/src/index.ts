/**
 * The default permission policy of a lab.
 *
 * @packageDocumentation
 */
export { permissionModuleLab as default } from './module';
export { LabPermissionPolicy } from './LabPermissionPolicy';
export type { LabPermissionConfig } from './config';
