import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Faults } from '../controllers/runtime/Faults';
import { MemoryObjectStore } from '../kubernetes/MemoryObjectStore';
import type { TalosAuthority } from '../talos/certificates';
import { configuredHost, machineConfig } from '../talos/machineConfig';
import { startTalosApi } from '../talos/startTalosApi';
import type { TalosFault } from '../talos/TalosFault';
import type { TalosMachine } from '../talos/TalosMachine';

/** The Talos API alone, in this process. */
export interface TestTalos {
  readonly talosconfigFile: string;
  /** For `os:operator`. */
  readonly operatorTalosconfigFile: string;
  /** For `os:admin`. */
  readonly adminTalosconfigFile: string;
  /** Text of the talosconfig for `os:reader`. */
  readonly talosconfig: string;
  /** Where each machine listens, by name. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly authority: TalosAuthority;
  /** Emptied at the end; tests may keep files in it. */
  readonly directory: string;
  setPower(name: string, hasPower: boolean): void;
  setFault(name: string, fault: TalosFault, isThere: boolean): void;
  stop(): Promise<void>;
}

/**
 * Starts machines on loopback, on ports the system chooses.
 *
 * @param names - control planes are those that begin with `cp`; machine number n,
 *   from 1, has the address 10.0.0.n
 */
export async function startTestTalos(
  names: readonly string[],
): Promise<TestTalos> {
  const directory = await mkdtemp(join(tmpdir(), 'homestage-talos-'));
  const faults = new Faults();
  const now = () => Date.now();
  const api = await startTalosApi({
    machines: names.map(testMachine),
    store: new MemoryObjectStore({ now }),
    faults,
    stateDirectory: join(directory, 'talos'),
    now,
    onFailure: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  return {
    talosconfigFile: api.talosconfigFile,
    operatorTalosconfigFile: api.operatorTalosconfigFile,
    adminTalosconfigFile: api.adminTalosconfigFile,
    talosconfig: await readFile(api.talosconfigFile, 'utf8'),
    endpoints: api.endpoints,
    authority: api.authority,
    directory,
    setPower: (name, hasPower) => faults.setPower(name, hasPower),
    setFault: (name, fault, isThere) =>
      faults.setTalosFault(name, fault, isThere),
    async stop() {
      await api.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What the config of each machine is made of. */
export const TEST_PATCHES: ReadonlyMap<string, string> = new Map([
  [
    'talos/patches/global/sysctls.yaml',
    'machine:\n  sysctls:\n    net.core.rmem_max: "7500000"\n',
  ],
  [
    'talos/patches/global/host.yaml',
    `apiVersion: v1alpha1
kind: LinkAliasConfig
name: net0
selector: { match: link.type == "ether" }
---
apiVersion: v1alpha1
kind: LinkConfig
name: net0
mtu: 1500
---
apiVersion: v1alpha1
kind: UserVolumeConfig
name: media
volumeType: directory
`,
  ],
]);

function testMachine(name: string, index: number): TalosMachine {
  const isControlPlane = name.startsWith('cp');
  const config = machineConfig(
    { name, isControlPlane, installDisk: '/dev/sda', image: 'i' },
    TEST_PATCHES,
  );
  return {
    name,
    address: `10.0.0.${index + 1}`,
    isControlPlane,
    version: 'v1.13.9',
    schematic: 'abc',
    installDisk: '/dev/sda',
    otherDisks: ['/dev/sdb'],
    mtu: 1500,
    timeServers: ['1.1.1.1'],
    config,
    configured: configuredHost(config),
  };
}
