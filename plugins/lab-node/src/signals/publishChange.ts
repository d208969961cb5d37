import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

/**
 * What {@link publishChange} needs.
 *
 * @public
 */
export interface PublishChangeOptions {
  /** Id of the plugin whose pages listen. */
  readonly plugin: string;
  /** The channel they listen to. */
  readonly channel: string;
  readonly signals: SignalsService;
  readonly logger: LoggerService;
}

/**
 * Tells all pages that there is something new to fetch, with its revision when that
 * is known. The signal carries no data, so that permissions are asked where data is
 * read.
 *
 * @public
 */
export function publishChange(
  options: PublishChangeOptions,
): (revision?: string) => void {
  const { plugin, channel, signals, logger } = options;
  return revision => {
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel,
        message: { plugin, ...(revision ? { revision } : {}) },
      })
      .catch(error => {
        // Pages also ask by themselves from time to time, so nothing is lost.
        logger.warn('A change was not told to the pages', {
          channel,
          cause: String(error),
        });
      });
  };
}
