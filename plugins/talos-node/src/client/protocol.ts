import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  loadPackageDefinition,
  type GrpcObject,
  type ServiceClientConstructor,
  type ServiceDefinition,
} from '@grpc/grpc-js';
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

function service(
  file: string,
  packages: readonly string[],
  name: string,
): ServiceDefinition {
  const path = resolvePackagePath(
    '@homestage/backstage-plugin-talos-node',
    'proto',
    file,
  );
  let found = loadPackageDefinition(loadSync(path, OPTIONS));
  for (const each of packages) {
    found = found[each] as GrpcObject;
  }
  return (found[name] as ServiceClientConstructor).service;
}

let services: ServiceDefinition | undefined;

/**
 * Both services in one, so that an endpoint needs one connection. Read when the first
 * connection is made: a portal without Talos never does.
 */
export function talosServices(): ServiceDefinition {
  services ??= {
    ...service('machine.proto', ['machine'], 'MachineService'),
    ...service('cosi.proto', ['cosi', 'resource'], 'State'),
  };
  return services;
}
