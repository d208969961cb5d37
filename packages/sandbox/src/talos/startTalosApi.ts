import path from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Faults } from '../controllers/runtime/Faults';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import { TalosAuthority } from './certificates';
import { machineHandlers } from './machineHandlers';
import { machineStreams } from './machineStreams';
import { MACHINE_SERVICE, STATE_SERVICE } from './protocol';
import { stateHandlers } from './stateHandlers';
import { TalosLab } from './TalosLab';
import type { TalosMachine } from './TalosMachine';
import { writeTalosconfig } from './writeTalosconfig';

/** How long client certificates live, as `talosctl config new` gives them. */
const CLIENT_DAYS = 365;
/** So long that people have to act, and do not have to hurry. */
const NEAR_END_DAYS = 5;

/** @public */
export interface TalosApiOptions {
  machines: readonly TalosMachine[];
  store: Pick<ObjectStore, 'list' | 'watch'>;
  faults: Faults;
  /** Keeps the authority and the talosconfigs. */
  stateDirectory: string;
  /** 127.0.0.1 when unset. */
  host?: string;
  now: () => number;
  sharedAddress?: string;
  /** Told about what went wrong without ending the lab. */
  onFailure(message: string, error: unknown): void;
}

/** The Talos API of a lab. @public */
export interface TalosApi {
  /** For `os:reader`: what a portal is given. */
  talosconfigFile: string;
  /** For `os:operator`: what a portal that may act is given beside it. */
  operatorTalosconfigFile: string;
  /** For `os:admin`. */
  adminTalosconfigFile: string;
  /** Where each machine listens, by name. */
  endpoints: ReadonlyMap<string, string>;
  lab: TalosLab;
  authority: TalosAuthority;
  stop(): Promise<void>;
}

/** One machine's apid; it goes away with the power and comes back on its port. */
class MachineServer {
  readonly #create: () => Server;
  readonly #credentials: ServerCredentials;
  readonly #host: string;
  #server: Server | undefined;
  #port = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: {
    create: () => Server;
    credentials: ServerCredentials;
    host: string;
  }) {
    this.#create = options.create;
    this.#credentials = options.credentials;
    this.#host = options.host;
  }

  get address(): string {
    return `${this.#host}:${this.#port}`;
  }

  /** Switches are made one after the other, the last one wins. */
  setPower(hasPower: boolean): Promise<void> {
    this.#turn = this.#turn.then(() =>
      hasPower ? this.#listen() : this.#drop(),
    );
    return this.#turn;
  }

  async #listen(): Promise<void> {
    if (this.#server) return;
    const server = this.#create();
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(
        `${this.#host}:${this.#port}`,
        this.#credentials,
        (error, port) => (error ? reject(error) : resolve(port)),
      );
    });
    this.#server = server;
  }

  #drop(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
  }
}

/**
 * Starts a Talos API for each machine, and writes the talosconfigs that reach it.
 * @public
 */
export async function startTalosApi(
  options: TalosApiOptions,
): Promise<TalosApi> {
  const { stateDirectory, faults, now, host = '127.0.0.1' } = options;
  const authority = await TalosAuthority.open(stateDirectory);
  const lab = new TalosLab(options);
  const servers = new Map<string, MachineServer>();
  const { machines } = options;
  for (const machine of machines) {
    const { certificate, key } = await authority.issue({
      for: 'server',
      hosts: [machine.address, machine.name, host, 'localhost'],
    });
    const server = new MachineServer({
      host,
      create: () => createServer({ lab, self: machine, now }),
      credentials: ServerCredentials.createSsl(
        Buffer.from(authority.certificate),
        [
          {
            private_key: Buffer.from(key),
            cert_chain: Buffer.from(certificate),
          },
        ],
        true,
      ),
    });
    await server.setPower(true);
    servers.set(machine.name, server);
  }
  const endpoints = new Map(
    [...servers].map(([name, { address }]) => [name, address]),
  );
  const write = async (user: string, role: string, days: number) =>
    writeTalosconfig(path.join(stateDirectory, `talosconfig-${user}`), {
      endpoints: lab.machines
        .filter(({ isControlPlane }) => isControlPlane)
        .map(({ name }) => endpoints.get(name)!),
      nodes: lab.machines.map(({ address }) => address),
      ca: authority.certificate,
      client: await authority.issue({ for: 'client', roles: [role], days }),
    });
  const talosconfigFile = await write('reader', 'os:reader', CLIENT_DAYS);
  const operatorTalosconfigFile = await write(
    'operator',
    'os:operator',
    CLIENT_DAYS,
  );
  const adminTalosconfigFile = await write('admin', 'os:admin', CLIENT_DAYS);

  let written = '';
  const follow = () => {
    for (const machine of machines) {
      servers
        .get(machine.name)!
        .setPower(lab.hasPower(machine))
        .catch(error =>
          options.onFailure(`The Talos API of ${machine.name}`, error),
        );
    }
    const isNearEnd = machines.some(({ name }) =>
      faults.talosFaultsOf(name).has('certificate-near-end'),
    );
    const days = isNearEnd ? NEAR_END_DAYS : CLIENT_DAYS;
    const names = lab.machines.map(({ name }) => name).join();
    if (written && written !== `${days} ${names}`) {
      write('reader', 'os:reader', days).catch(error =>
        options.onFailure('The talosconfig of the portal', error),
      );
    }
    written = `${days} ${names}`;
  };
  follow();
  const undo = faults.onChange(follow);
  return {
    talosconfigFile,
    operatorTalosconfigFile,
    adminTalosconfigFile,
    endpoints,
    lab,
    authority,
    async stop() {
      undo();
      lab.stop();
      await Promise.all([...servers.values()].map(one => one.setPower(false)));
    },
  };
}

function createServer(options: {
  lab: TalosLab;
  self: TalosMachine;
  now: () => number;
}): Server {
  const server = new Server();
  server.addService(MACHINE_SERVICE, {
    ...machineHandlers(options),
    ...machineStreams(options),
  });
  server.addService(STATE_SERVICE, stateHandlers(options));
  return server;
}
