import { FLUX_KINDS } from '@homestage/backstage-plugin-flux-common';
import {
  Alarm,
  ChangeSignal,
  type Timers,
} from '@homestage/backstage-plugin-lab-node';
import type { FactStore } from './FactStore';
import { FluxModelSource } from './FluxModelSource';
import { FluxService } from './FluxService';
import { KindInterest } from './KindInterest';

export interface StartFluxOptions {
  readonly store: FactStore;
  readonly timers: Timers;
  /** Told that something changed, at most four times a second. */
  readonly onChange: (revision: string) => void;
}

/** The kind of the core group whose changes only details show. */
const LAZY_KIND = 'Event';

/**
 * Starts to follow Flux on every cluster, and returns what answers and what
 * stops it.
 */
export function startFlux(options: StartFluxOptions): {
  service: FluxService;
  stop: () => void;
} {
  const { store, timers } = options;
  const now = () => timers.now();
  const models = new FluxModelSource({ store, now });
  const alarm = new Alarm(timers);
  const signal = new ChangeSignal({
    timers,
    send: () => {
      const { model, revision } = models.read();
      alarm.set(model.validUntilMs, () => signal.changed());
      options.onChange(revision);
    },
  });
  const interest = new KindInterest({
    store,
    now,
    onChange: kind => signal.changed({ isLazy: kind.kind === LAZY_KIND }),
  });
  const undo = store.subscribe(
    FLUX_KINDS.map(({ kind, group }) => ({ kind, group })),
    () => signal.changed(),
  );
  alarm.set(models.read().model.validUntilMs, () => signal.changed());
  return {
    service: new FluxService({ store, models, interest, now }),
    stop: () => {
      undo();
      interest.stop();
      signal.stop();
      alarm.stop();
    },
  };
}
