import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readLabPermissionConfig } from './config';
import { LabPermissionPolicy } from './LabPermissionPolicy';
import { refuseUnsafeProduction } from './refuseUnsafeProduction';

/**
 * Sets the default policy of a lab, and refuses a production start with guest
 * sign-in or the embedded lab.
 *
 * @public
 */
export const permissionModuleLab = createBackendModule({
  pluginId: 'permission',
  moduleId: 'lab',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        refuseUnsafeProduction(config, process.env.NODE_ENV);
        policy.setPolicy(
          LabPermissionPolicy.create(readLabPermissionConfig(config)),
        );
      },
    });
  },
});
