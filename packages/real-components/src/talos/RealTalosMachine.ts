import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { toolFile } from '../tools/toolFile';

/** What a machine says; see tools/talos-standin. */
export interface MachineWords {
  readonly resources: readonly {
    readonly namespace: string;
    readonly type: string;
    readonly id: string;
    /** In YAML. */
    readonly spec: string;
  }[];
  /** By the full name of the method; in the JSON form of protobuf. */
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
}

/** PEM texts. */
export interface MachineIdentity {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** A machine that speaks through Talos' own types, messages and COSI server. */
export class RealTalosMachine {
  readonly endpoint: string;
  readonly #folder: LabFolder;
  readonly #process: RealProcess;

  private constructor(
    endpoint: string,
    parts: { folder: LabFolder; process: RealProcess },
  ) {
    this.endpoint = endpoint;
    this.#folder = parts.folder;
    this.#process = parts.process;
  }

  static async start(
    words: MachineWords,
    identity: MachineIdentity,
  ): Promise<RealTalosMachine> {
    const folder = LabFolder.create('talos-standin');
    const endpoint = `127.0.0.1:${await freePort()}`;
    const file = (name: string, text: string) => {
      const whole = path.join(folder.path, name);
      writeFileSync(whole, text, { mode: 0o600 });
      return whole;
    };
    const process = RealProcess.start({
      name: 'talos-standin',
      file: toolFile('talos-standin'),
      args: [
        ...['--says', file('says.json', JSON.stringify(words))],
        ...['--listen', endpoint],
        ...['--ca', file('ca.crt', identity.ca)],
        ...['--cert', file('machine.crt', identity.certificate)],
        ...['--key', file('machine.key', identity.key)],
      ],
      logs: folder.logs,
    });
    return new RealTalosMachine(endpoint, { folder, process });
  }

  get isRunning(): boolean {
    return this.#process.isRunning;
  }

  /** What it wrote last: its reason, when it does not run. */
  lastLines(): string {
    return this.#process.lastLines();
  }

  /** From now on it says this; what it said before and is left out stays. */
  say(words: MachineWords): void {
    writeFileSync(
      path.join(this.#folder.path, 'says.json'),
      JSON.stringify(words),
    );
    process.kill(this.#process.pid, 'SIGHUP');
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    this.#folder.remove();
  }
}
