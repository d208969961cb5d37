import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import { compareVersions, parseVersion } from '../compatibility/version';
import type { SecurityFacts } from '../facts/MachineFacts';
import type { MachineSnapshot } from '../facts/snapshots';
import { booleanOf, resourceOf } from './fields';

/**
 * The oldest version whose fields were looked up: there, Talos leaves out what is
 * false. In an older one a field that is missing may not exist yet.
 *
 * Source: SecurityStateSpec in siderolabs/talos
 * pkg/machinery/resources/runtime/security_status.go of v1.13.9.
 */
const LEAVES_OUT_FALSE = parseVersion('v1.13.0')!;

/** What a machine says of how it was booted and what it enforces. */
export function readSecurity(
  machine: MachineSnapshot,
  versionText: string | undefined,
): SecurityFacts | undefined {
  const resource = resourceOf(machine, 'security');
  const spec = fieldsOf(resource?.spec);
  const version = parseVersion(versionText);
  const otherwise =
    version && compareVersions(version, LEAVES_OUT_FALSE) >= 0
      ? false
      : undefined;
  return (
    resource && {
      isSecureBoot: booleanOf(spec.secureBoot),
      isBootedWithUki: booleanOf(spec.bootedWithUKI) ?? otherwise,
      selinux: textOf(spec.selinuxState),
      isModuleSignatureEnforced:
        booleanOf(spec.moduleSignatureEnforced) ?? otherwise,
    }
  );
}
