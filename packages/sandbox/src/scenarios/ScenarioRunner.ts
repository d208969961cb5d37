import { Lab } from '../controllers/runtime/Controller';
import { ControllerHost } from '../controllers/runtime/ControllerHost';
import { refOf } from '../controllers/runtime/refOf';
import { applyEdits, Edit, invertEdits } from './edits';
import { fieldOf, withField } from './fields';
import { LabRepository } from './LabRepository';
import { Scenario, ScenarioStep } from './Scenario';

/** @public */
export interface ScenarioRunnerOptions {
  lab: Lab;
  host: ControllerHost;
  repository: LabRepository;
  scenarios: readonly Scenario[];
  /** Told about a step that could not be taken; the others go on. */
  onFailure(scenario: string, error: unknown): void;
}

type Step<A extends ScenarioStep['action']> = Extract<
  ScenarioStep,
  { action: A }
>;

const groupOf = (apiVersion: string) =>
  apiVersion.includes('/') ? apiVersion.split('/')[0] : '';

const REVERT_MESSAGE = 'Revert what a scenario changed';

/**
 * Plays one scenario at a time. Starting one first undoes what the others did:
 * faults are mended, controllers run, fields are as they were, and edits of the
 * tree are taken back by a commit, also those of an earlier start of the lab.
 * What people changed in the tree stays.
 * @public
 */
export class ScenarioRunner {
  readonly #options: ScenarioRunnerOptions;
  readonly #undoFields: Array<() => void> = [];
  #timers: Array<() => void> = [];
  #current = 'healthy';

  constructor(options: ScenarioRunnerOptions) {
    this.#options = options;
  }

  get scenarios(): readonly Scenario[] {
    return this.#options.scenarios;
  }

  /** Name of the scenario that was started last. */
  get current(): string {
    return this.#current;
  }

  /** Throws for a name that is none; the message lists those there are. */
  async start(name: string): Promise<void> {
    const scenario = this.scenarios.find(one => one.name === name);
    if (!scenario) {
      const names = this.scenarios.map(one => one.name).join(', ');
      throw new Error(`There is no scenario "${name}"; there are ${names}.`);
    }
    await this.#reset();
    this.#current = name;
    const { clock } = this.#options.lab;
    this.#timers = scenario.steps.map(step =>
      clock.after(step.after, () => {
        this.#take(step).catch(error => this.#options.onFailure(name, error));
      }),
    );
  }

  /** Ends the steps that have not come yet; what was done stays. */
  stop(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }

  async #reset(): Promise<void> {
    this.stop();
    const { lab, host } = this.#options;
    lab.faults.clear();
    for (const name of host.names) host.startController(name);
    for (const undo of this.#undoFields.splice(0).reverse()) undo();
    const edits = this.scenarios.flatMap(({ steps }) =>
      steps.flatMap(step => (step.action === 'commit' ? step.edits : [])),
    );
    const files = await invertEdits(this.#options.repository, edits);
    if (files.size > 0) {
      await this.#options.repository.commit({ message: REVERT_MESSAGE, files });
    }
  }

  async #take(step: ScenarioStep): Promise<void> {
    const { lab, host } = this.#options;
    switch (step.action) {
      case 'commit':
        return this.#commit(step.message, step.edits);
      case 'set':
        return this.#setField(step);
      case 'power':
        return lab.faults.setPower(step.node, step.isOn);
      case 'machines':
        return this.#keepMachines(step.keep);
      case 'image':
        lab.faults.setImageMissing(step.image, step.becomes === 'missing');
        return lab.faults.setImageCrashing(
          step.image,
          step.becomes === 'crashing',
        );
      case 'talos':
        return lab.faults.setTalosFault(step.node, step.fault, step.isThere);
      case 'controller':
        return step.runs
          ? host.startController(step.name)
          : host.stopController(step.name);
      default:
        return step satisfies never;
    }
  }

  /** Their nodes and pods go with them, and come back when the scenario ends. */
  #keepMachines(keep: readonly string[]): void {
    const { store, faults } = this.#options.lab;
    const gone = store
      .list({ group: '', kind: 'Node' })
      .filter(({ metadata }) => !keep.includes(metadata.name));
    const names = gone.map(({ metadata }) => metadata.name);
    faults.setAbsent(names);
    for (const node of gone) store.delete(refOf(node));
    for (const pod of store.list({ group: '', kind: 'Pod' })) {
      if (names.includes(pod.spec?.nodeName)) {
        store.delete(refOf(pod), { gracePeriodSeconds: 0 });
      }
    }
    this.#undoFields.push(() => {
      for (const { metadata, ...node } of gone) {
        const { name, labels, annotations } = metadata;
        if (!store.get({ group: '', kind: 'Node', name })) {
          store.create({ ...node, metadata: { name, labels, annotations } });
        }
      }
    });
  }

  async #commit(message: string, edits: readonly Edit[]): Promise<void> {
    const { repository } = this.#options;
    await repository.commit({
      message,
      files: await applyEdits(repository, edits),
    });
  }

  #setField({ object, field, value }: Step<'set'>): void {
    const { store } = this.#options.lab;
    const ref = { ...object, group: groupOf(object.apiVersion) };
    const live = store.get(ref);
    if (!live) {
      throw new Error(
        `The lab has no ${object.kind} ${object.namespace ?? ''}/${
          object.name
        } to set ${field} of.`,
      );
    }
    const before = fieldOf(live, field);
    store.update(withField(live, field, value));
    this.#undoFields.push(() => {
      const now = store.get(ref);
      if (now) store.update(withField(now, field, before));
    });
  }
}
