import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

/**
 * Tells all pages on a channel that there is something new to fetch, with its
 * revision when that is known. The signal carries no data, so that permissions
 * are asked where data is read.
 */
export function signalTo(
  channel: string,
  options: { signals: SignalsService; logger: LoggerService },
): (revision?: string) => void {
  return revision => {
    options.signals
      .publish({
        channel,
        recipients: { type: 'broadcast' },
        message: { plugin: 'gitops', ...(revision ? { revision } : {}) },
      })
      .catch(error => {
        // Pages also ask by themselves from time to time, so nothing is lost.
        options.logger.warn('A change was not told to the pages', {
          channel,
          cause: String(error),
        });
      });
  };
}
