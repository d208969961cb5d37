import {
  loadPackageDefinition,
  type GrpcObject,
  type ServiceClientConstructor,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { packageFolder } from '../packageFolder';
import type { definitionSpec } from './resourceTypes';

type DefinitionSpec = ReturnType<typeof definitionSpec>;

/**
 * 64-bit numbers are text: a number of JavaScript would lose their end. `json`
 * opens what `Any` wraps.
 */
const OPTIONS = {
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
  json: true,
};

const load = (file: string) =>
  loadSync(packageFolder(`protobuf/${file}`), OPTIONS);

const machine = load('talos.proto');
const cosi = load('cosi.proto');

const serviceOf = (
  definition: ReturnType<typeof load>,
  packages: readonly string[],
  name: string,
): ServiceDefinition => {
  let found = loadPackageDefinition(definition);
  for (const each of packages) found = found[each] as GrpcObject;
  return (found[name] as ServiceClientConstructor).service;
};

/** `machine.MachineService`, as far as the lab answers it. */
export const MACHINE_SERVICE = serviceOf(
  machine,
  ['machine'],
  'MachineService',
);

/** `cosi.resource.State`. */
export const STATE_SERVICE = serviceOf(cosi, ['cosi', 'resource'], 'State');

/** Field numbers of `ResourceDefinitionSpec`. */
const FIELDS = [
  ['resourceType', 1],
  ['displayType', 2],
  ['defaultNamespace', 3],
  ['aliases', 4],
  ['allAliases', 5],
] as const;

/**
 * The spec of a resource definition in protobuf: the one message that clients of
 * Go read from there and not from YAML. proto-loader serializes only what a method
 * carries, hence by hand.
 */
export function encodeDefinition(spec: DefinitionSpec): Buffer {
  const text = (field: number, value: string | Buffer) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
  };
  return Buffer.concat([
    ...FIELDS.flatMap(([name, field]) =>
      [spec[name]].flat().map(value => text(field, value)),
    ),
    ...spec.printColumns.map(column =>
      text(6, Buffer.concat([text(1, column.name), text(2, column.jsonPath)])),
    ),
    ...(spec.sensitivity ? [varint(7 * 8), varint(spec.sensitivity)] : []),
  ]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
