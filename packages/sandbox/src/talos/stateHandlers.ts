import {
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { stringify } from 'yaml';
import { encodeDefinition } from './protocol';
import type { ResourceEvent, TalosResource } from './ResourceStore';
import {
  DEFINITION_NAMESPACE,
  DEFINITION_TYPE,
  definitionSpec,
  typesOf,
} from './resourceTypes';
import { reach, rolesOf, routeCall, TalosError } from './routeCall';
import type { TalosLab } from './TalosLab';
import { versionOf, type TalosMachine } from './TalosMachine';
import { WatchStream } from './WatchStream';

interface Query {
  namespace: string;
  type: string;
  id?: string;
  options?: { idQuery?: { regexp: string }; bootstrapContents?: boolean };
}

interface Options {
  readonly lab: TalosLab;
  readonly self: TalosMachine;
}

type Call =
  | ServerUnaryCall<Query, object>
  | ServerWritableStream<Query, object>;

const protoTime = (atMs: number) => ({
  seconds: Math.floor(atMs / 1000),
  nanos: (atMs % 1000) * 1_000_000,
});

/** A resource as it goes over the wire: in YAML, as Talos also sends it. */
function toWire(resource: TalosResource) {
  return {
    metadata: {
      namespace: resource.namespace,
      type: resource.type,
      id: resource.id,
      version: String(resource.version),
      owner: 'lab.Controller',
      phase: 'running',
      created: protoTime(resource.createdMs),
      updated: protoTime(resource.updatedMs),
    },
    spec: { yamlSpec: stringify(resource.spec) },
  };
}

function definitions(version: string) {
  return typesOf(version).map(type => {
    const spec = definitionSpec(type);
    return {
      metadata: {
        namespace: DEFINITION_NAMESPACE,
        type: DEFINITION_TYPE,
        id: type.type.toLowerCase(),
        version: '1',
        phase: 'running',
        created: protoTime(0),
        updated: protoTime(0),
      },
      spec: { protoSpec: encodeDefinition(spec), yamlSpec: stringify(spec) },
    };
  });
}

/** As internal/app/resources/access.go of siderolabs/talos refuses. */
function requireReadable(
  type: string,
  { roles, version }: { roles: readonly string[]; version: string },
): void {
  if (type === DEFINITION_TYPE) return;
  const known = typesOf(version).find(
    one => one.type.toLowerCase() === type.toLowerCase(),
  );
  if (!known) {
    throw new TalosError(
      status.PERMISSION_DENIED,
      `resource type "${type}" is not supported`,
    );
  }
  if (known.isSensitive && !roles.includes('os:admin')) {
    throw new TalosError(status.PERMISSION_DENIED, 'not authorized');
  }
}

const runningOf = (lab: TalosLab, machine: TalosMachine) =>
  versionOf(machine, lab.conditionOf(machine));

async function enter(
  name: string,
  call: Call,
  { lab, self }: Options,
): Promise<TalosMachine> {
  const roles = rolesOf(call);
  const { targets } = routeCall(
    {
      method: `/cosi.resource.State/${name}`,
      metadata: call.metadata,
      roles,
    },
    { lab, self, isManyAllowed: false },
  );
  requireReadable(call.request.type, {
    roles,
    version: runningOf(lab, targets[0]),
  });
  const cancelled = new AbortController();
  call.on('cancelled', () => cancelled.abort());
  await reach(lab, targets[0], { signal: cancelled.signal });
  return targets[0];
}

/** `cosi.resource.State` of one machine: reading only, as Talos' own over the network. */
export function stateHandlers(options: Options): UntypedServiceImplementation {
  const refuse = (
    _call: ServerUnaryCall<object, object>,
    send: sendUnaryData<object>,
  ) =>
    send(
      new TalosError(status.PERMISSION_DENIED, 'write access is not allowed'),
    );
  return {
    Get: (
      call: ServerUnaryCall<Query, object>,
      send: sendUnaryData<object>,
    ) => {
      get(call, options).then(
        answer => send(null, answer),
        error => send(error),
      );
    },
    List: (call: ServerWritableStream<Query, object>) => {
      list(call, options).then(
        () => call.end(),
        error => call.emit('error', error),
      );
    },
    Watch: (call: ServerWritableStream<Query, object>) => {
      watch(call, options).catch(error => call.emit('error', error));
    },
    Create: refuse,
    Update: refuse,
    Destroy: refuse,
  };
}

async function get(call: ServerUnaryCall<Query, object>, options: Options) {
  const machine = await enter('Get', call, options);
  const { namespace, type, id = '' } = call.request;
  const found =
    type === DEFINITION_TYPE
      ? definitions(runningOf(options.lab, machine)).find(
          ({ metadata }) => metadata.id === id,
        )
      : options.lab.stateOf(machine).get(namespace, type, id);
  if (!found) {
    throw new TalosError(
      status.NOT_FOUND,
      `resource ${type}(${namespace}/${id}@undefined) doesn't exist`,
    );
  }
  return { resource: 'metadata' in found ? found : toWire(found) };
}

async function list(
  call: ServerWritableStream<Query, object>,
  options: Options,
): Promise<void> {
  const machine = await enter('List', call, options);
  const { namespace, type } = call.request;
  const regexp = call.request.options?.idQuery?.regexp;
  const isWanted = (id: string) => !regexp || new RegExp(regexp).test(id);
  const found =
    type === DEFINITION_TYPE
      ? definitions(runningOf(options.lab, machine))
      : options.lab.stateOf(machine).list(namespace, type).map(toWire);
  for (const resource of found) {
    if (isWanted(resource.metadata.id)) call.write({ resource });
  }
}

async function watch(
  call: ServerWritableStream<Query, object>,
  options: Options,
): Promise<void> {
  const machine = await enter('Watch', call, options);
  const stream = new WatchStream({
    request: call.request as never,
    write: message => call.write(message),
    toWire,
  });
  const state = options.lab.stateOf(machine);
  const { namespace, type } = call.request;
  stream.open(state.list(namespace, type));
  const undo = state.watch((event: ResourceEvent) => {
    const { resource } = event;
    if (resource.namespace === namespace && resource.type === type) {
      stream.tell(event);
    }
  });
  // A machine that loses power says nothing more: the caller has to notice.
  call.on('cancelled', undo);
  call.on('close', undo);
}
