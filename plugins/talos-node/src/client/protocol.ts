import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { loadPackageDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/**
 * 64-bit numbers as text: ids of etcd do not fit a number of JavaScript. `json` opens
 * what events wrap in `Any`.
 */
const OPTIONS = {
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
  json: true,
};

function service(file: string, names: readonly string[]): ServiceDefinition {
  const path = resolvePackagePath(
    '@homestage/backstage-plugin-talos-node',
    'proto',
    file,
  );
  let found: any = loadPackageDefinition(loadSync(path, OPTIONS));
  for (const name of names) {
    found = found[name];
  }
  return found.service;
}

let services: ServiceDefinition | undefined;

/**
 * Both services in one, so that an endpoint needs one connection. Read when the first
 * connection is made: a portal without Talos never does.
 */
export function talosServices(): ServiceDefinition {
  services ??= {
    ...service('machine.proto', ['machine', 'MachineService']),
    ...service('cosi.proto', ['cosi', 'resource', 'State']),
  };
  return services;
}
