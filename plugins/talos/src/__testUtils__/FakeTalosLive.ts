import {
  TALOS_ACTION_IDS,
  type ActionRequest,
  type ActionsAnswer,
  type ActionStep,
  type Container,
  type ContainersAnswer,
  type LogLine,
  type LogQuery,
  type MachineEvent,
  type SnapshotFile,
  type TalosLiveClient,
} from '@homestage/backstage-plugin-talos-common';

/** Machines that answer what a test says, and keep what they were asked for. */
export class FakeTalosLive implements TalosLiveClient {
  readonly asked: Array<ActionRequest | LogQuery> = [];
  /** Why nothing may be done; unset: everything may. */
  reason: string | undefined;
  lines: LogLine[] = [];
  pods: Container[] = [];
  told: MachineEvent[] = [];
  steps: ActionStep[] = [{ state: 'done', message: 'It was done.' }];
  /** What streams end with. */
  failure: Error | undefined;

  async containers(): Promise<ContainersAnswer> {
    this.#end();
    return { revision: 'r1', containers: this.pods };
  }

  async *logs(query: LogQuery) {
    this.asked.push(query);
    yield this.lines;
    this.#end();
  }

  async *events() {
    yield* this.told;
    this.#end();
  }

  async actions(): Promise<ActionsAnswer> {
    const { reason } = this;
    return {
      revision: 'r1',
      actions: TALOS_ACTION_IDS.map(id =>
        reason ? { id, isAllowed: false, reason } : { id, isAllowed: true },
      ),
    };
  }

  async *act(request: ActionRequest) {
    this.asked.push(request);
    yield* this.steps;
    this.#end();
  }

  async snapshot(cluster: string): Promise<SnapshotFile> {
    this.asked.push({ action: 'etcdSnapshot', cluster });
    this.#end();
    return { name: 'etcd-lab.db', content: new Blob(['x'.repeat(2048)]) };
  }

  #end() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
