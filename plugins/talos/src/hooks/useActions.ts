import { useState } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import { useLiveQuery } from '@homestage/backstage-plugin-lab-react';
import type {
  ActionRequest,
  ActionState,
  ActionStep,
  SnapshotFile,
  TalosActionId,
  TalosLiveClient,
} from '@homestage/backstage-plugin-talos-common';
import { talosLiveApiRef } from '../api/talosLiveApiRef';
import { talosTranslationRef } from '../translation';
import { saveFile } from './saveFile';

/** Talos tells of changed machines; who may act changes seldom and is polled. */
const CHANNEL = 'talos:actions';

/** What may be done on a cluster now, and why not; undefined: not known yet. */
export function useActionStates(
  cluster: string,
): (id: TalosActionId) => ActionState | undefined {
  const api = useApi(talosLiveApiRef);
  const { data } = useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'actions', cluster],
    queryFn: options => api.actions(cluster, options),
  });
  return id => data?.actions.find(state => state.id === id);
}

/** One action as it goes on. */
export interface RunningAction {
  readonly isRunning: boolean;
  /** The last one is `done` or `failed` when it has ended. */
  readonly steps: readonly ActionStep[];
  run(request: ActionRequest): void;
  /** Ends what can be ended between two steps. */
  stop(): void;
}

/** Does an action, and keeps its steps. */
export function useRunningAction(): RunningAction {
  const api = useApi(talosLiveApiRef);
  const { t } = useTranslationRef(talosTranslationRef);
  const [steps, setSteps] = useState<readonly ActionStep[]>([]);
  const [running, setRunning] = useState<AbortController>();

  const run = async (request: ActionRequest) => {
    const stop = new AbortController();
    setRunning(stop);
    setSteps([]);
    const told = (file: SnapshotFile) =>
      t('actions.saved', {
        name: file.name,
        size: formatBytes(file.content.size),
      });
    try {
      for await (const step of act(api, request, {
        signal: stop.signal,
        told,
      })) {
        setSteps(before => [...before, step]);
      }
    } catch (error) {
      const { message } = error as Error;
      setSteps(before => [...before, { state: 'failed', message }]);
    } finally {
      setRunning(undefined);
    }
  };
  return {
    isRunning: running !== undefined,
    steps,
    run,
    stop: () => running?.abort(),
  };
}

async function* act(
  api: TalosLiveClient,
  request: ActionRequest,
  options: { signal: AbortSignal; told: (file: SnapshotFile) => string },
): AsyncGenerator<ActionStep> {
  const { signal, told } = options;
  if (request.action !== 'etcdSnapshot') {
    yield* api.act(request, { signal });
    return;
  }
  const file = await api.snapshot(request.cluster, { signal });
  saveFile(file);
  yield { state: 'done', message: told(file) };
}
