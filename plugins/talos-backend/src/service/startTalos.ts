import type { LoggerService } from '@backstage/backend-plugin-api';
import { TalosconfigFile } from '@homestage/backstage-plugin-talos-node';
import {
  Alarm,
  ChangeSignal,
  type Timers,
} from '@homestage/backstage-plugin-lab-node';
import { FollowedConfigs } from '../configs/FollowedConfigs';
import type { TalosClusterSettings } from '../config';
import type { Declarations } from '../git/Declarations';
import type { KubernetesObjects } from '../kubernetes/KubernetesObjects';
import {
  ClusterFollower,
  type ClusterFollowerOptions,
} from './ClusterFollower';
import { TalosModelSource } from './TalosModelSource';
import { TalosService } from './TalosService';

/** Ages move on without news; pages hear of it this often. */
const AGES_GAP_MS = 30_000;

export interface StartTalosOptions {
  readonly clusters: readonly TalosClusterSettings[];
  readonly connect: ClusterFollowerOptions['connect'];
  readonly declarations: Declarations;
  readonly kubernetes: KubernetesObjects;
  readonly timers: Timers;
  readonly logger: LoggerService;
  /**
   * Calls back when the backend has started: machines are asked from then on, so that
   * they do not slow the start down.
   */
  readonly whenStarted: (callback: () => void) => void;
  /** Told that something changed, at most four times a second. */
  readonly onChange: (revision: string) => void;
}

/**
 * Starts to follow all machines, and returns what answers and what stops it.
 */
export function startTalos(options: StartTalosOptions): {
  service: TalosService;
  stop: () => void;
} {
  const { timers, logger, declarations, kubernetes } = options;
  const alarm = new Alarm(timers);
  const ages = new Alarm(timers);
  let areAgesDue = false;
  const followers: ClusterFollower[] = [];
  const configs = new FollowedConfigs();
  const models = new TalosModelSource({
    now: () => timers.now(),
    snapshots: () =>
      followers.map(follower => ({
        ...configs.addTo(follower.snapshot()),
        declared: declarations.of(follower.name),
        kubernetes: kubernetes.of(follower.name),
      })),
  });
  const signal = new ChangeSignal({
    timers,
    send: () => {
      models.changed();
      const { model, revision } = models.read();
      alarm.set(model.validUntilMs, () => signal.changed());
      options.onChange(revision);
    },
  });
  const onChange = ({ isLazy = false } = {}) => {
    if (!isLazy) {
      signal.changed();
    } else if (!areAgesDue) {
      areAgesDue = true;
      ages.set(timers.now() + AGES_GAP_MS, () => {
        areAgesDue = false;
        signal.changed();
      });
    }
  };
  for (const settings of options.clusters) {
    followers.push(
      new ClusterFollower({
        settings,
        connect: options.connect,
        timers,
        logger,
        onChange,
      }),
    );
  }
  const files: TalosconfigFile[] = [];
  options.whenStarted(() => {
    configs.follow({ ...options, followers, onChange });
    options.clusters.forEach((settings, index) => {
      if (!settings.fault) {
        files.push(
          TalosconfigFile.follow({
            path: settings.talosconfig,
            context: settings.context,
            now: () => timers.now(),
            onState: state => followers[index].use(state),
          }),
        );
      }
    });
  });
  const undo = [
    declarations.subscribe(() => onChange()),
    kubernetes.subscribe(onChange),
  ];
  return {
    service: new TalosService(models),
    stop: () => {
      undo.forEach(stop => stop());
      configs.stop();
      for (const file of files) {
        file.stop();
      }
      for (const follower of followers) {
        follower.stop();
      }
      signal.stop();
      alarm.stop();
      ages.stop();
    },
  };
}
