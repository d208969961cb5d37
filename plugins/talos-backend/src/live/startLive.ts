import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { systemTimers } from '@homestage/backstage-plugin-lab-node';
import { TalosClient } from '@homestage/backstage-plugin-talos-node';
import { readTalosActions, type TalosClusterSettings } from '../config';
import type { TalosService } from '../service/TalosService';
import { ActionRunner } from './ActionRunner';
import { LiveConnections } from './LiveConnections';
import { MachineStreams } from './MachineStreams';

/** Makes what goes to machines while somebody waits, and what stops it. */
export function startLive(options: {
  clusters: readonly TalosClusterSettings[];
  service: TalosService;
  config: Config;
  logger: LoggerService;
  /** Calls back when the backend has started. */
  whenStarted: (callback: () => void) => void;
}): { streams: MachineStreams; actions: ActionRunner; stop: () => void } {
  const { clusters, service, config, logger, whenStarted } = options;
  const settings = readTalosActions(config);
  const timers = systemTimers;
  const connections = LiveConnections.follow({
    clusters,
    isActing: settings.isEnabled && !settings.isReadOnly,
    connect: talosconfig =>
      new TalosClient(talosconfig, { now: () => timers.now() }),
    timers,
    logger,
    whenStarted,
  });
  return {
    streams: new MachineStreams({ service, connections, timers }),
    actions: new ActionRunner({ settings, service, connections, timers }),
    stop: () => connections.stop(),
  };
}
