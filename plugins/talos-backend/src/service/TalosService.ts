import { NotFoundError } from '@backstage/errors';
import {
  deriveMachineDetail,
  deriveMachineRows,
  deriveSummary,
  deriveUpgrades,
  talosSources,
  type CertificatesAnswer,
  type ConditionsAnswer,
  type DriftAnswer,
  type EtcdAnswer,
  type MachineDetailAnswer,
  type MachineRef,
  type MachineRowsAnswer,
  type TalosModel,
  type TalosSummaryAnswer,
  type UpgradesAnswer,
} from '@homestage/backstage-plugin-talos-common';
import type { Answer } from '@homestage/backstage-plugin-lab-node';
import type { TalosModelSource } from './TalosModelSource';

/**
 * Answers every question from what is known already: no request waits for a machine.
 */
export class TalosService {
  readonly #models: TalosModelSource;

  constructor(models: TalosModelSource) {
    this.#models = models;
  }

  summary(): Answer<TalosSummaryAnswer> {
    return this.#answer(model => ({ summary: deriveSummary(model) }));
  }

  machines(): Answer<MachineRowsAnswer> {
    return this.#answer(model => ({ rows: deriveMachineRows(model) }));
  }

  etcd(): Answer<EtcdAnswer> {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ etcd }) => etcd ?? []),
    }));
  }

  certificates(): Answer<CertificatesAnswer> {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ certificates }) => [...certificates]),
    }));
  }

  drift(): Answer<DriftAnswer> {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ drift }) => [...drift]),
    }));
  }

  upgrades(): Answer<UpgradesAnswer> {
    return this.#answer(model => ({ rows: deriveUpgrades(model) }));
  }

  conditions(): Answer<ConditionsAnswer> {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ conditions }) => [...conditions]),
    }));
  }

  /** By the address, or by the name of the machine or of its Kubernetes node. */
  machine(ref: MachineRef): Answer<MachineDetailAnswer> {
    const { model } = this.#models.read();
    const cluster = model.clusters.find(
      ({ snapshot }) => snapshot.name === ref.cluster,
    );
    if (!cluster) {
      const names = model.clusters.map(({ snapshot }) => snapshot.name);
      throw new NotFoundError(
        names.length
          ? `There is no Talos cluster '${
              ref.cluster
            }'. Known are: ${names.join(', ')}.`
          : 'No Talos cluster is configured; name one in homestage.talos.clusters.',
      );
    }
    const machine = cluster.machines.find(
      ({ facts, declared }) =>
        facts.node === ref.node ||
        facts.name === ref.node ||
        facts.kubernetes?.name === ref.node ||
        declared?.name.value === ref.node,
    );
    if (!machine) {
      const names = cluster.machines.map(({ facts }) => facts.name);
      throw new NotFoundError(
        `The portal asks no machine '${ref.node}' on ${ref.cluster}. It asks: ${
          names.join(', ') || 'none'
        }.`,
      );
    }
    return this.#answer(() => ({
      machine: deriveMachineDetail(machine, cluster),
    }));
  }

  #answer<T extends object>(
    derive: (model: TalosModel) => T,
  ): Answer<
    T & { sources: ReturnType<typeof talosSources>; revision: string }
  > {
    const { model, revision } = this.#models.read();
    return {
      revision,
      isShared: true,
      body: () => ({
        sources: talosSources(model),
        revision,
        ...derive(model),
      }),
    };
  }
}
