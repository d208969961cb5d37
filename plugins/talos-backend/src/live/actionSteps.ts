import { ServiceUnavailableError } from '@backstage/errors';
import type {
  ActionStep,
  TalosFeature,
} from '@homestage/backstage-plugin-talos-common';
import { tellTalosFailure } from '@homestage/backstage-plugin-talos-node';

/** What a failure is told about. */
export interface Asked {
  readonly node: string;
  readonly feature: TalosFeature;
}

/** An action of one call: its only step. */
export function oneStep(
  run: () => Promise<Omit<ActionStep, 'state'>>,
  asked: Asked,
): AsyncGenerator<ActionStep> {
  return endedSteps(
    (async function* step() {
      yield { state: 'done' as const, ...(await run()) };
    })(),
    { asked },
  );
}

/** The steps; a failure is the last of them. */
export async function* endedSteps(
  steps: AsyncGenerator<ActionStep>,
  options: { asked: Asked; onEnd?: () => void },
): AsyncGenerator<ActionStep> {
  const { asked, onEnd } = options;
  try {
    yield* steps;
  } catch (error) {
    const message = tellTalosFailure(error, asked);
    yield { state: 'failed', node: asked.node, message };
  } finally {
    onEnd?.();
  }
}

/** What comes in; rejects with a sentence. */
export async function* toldFailure<T>(
  content: AsyncGenerator<T>,
  asked: Asked,
): AsyncGenerator<T> {
  try {
    yield* content;
  } catch (error) {
    throw new ServiceUnavailableError(tellTalosFailure(error, asked), error);
  }
}
