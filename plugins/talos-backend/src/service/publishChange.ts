import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

/** The channel that pages listen to. */
const CHANNEL = 'talos:changed';

/**
 * Tells all pages that there is something new to fetch. The signal carries no
 * data, so that permissions are asked where data is read.
 */
export function publishChange(options: {
  signals: SignalsService;
  logger: LoggerService;
}): (revision: string) => void {
  return revision => {
    options.signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: CHANNEL,
        message: { plugin: 'talos', revision },
      })
      .catch(error => {
        // Pages also ask by themselves from time to time, so nothing is lost.
        options.logger.warn('A change of Talos was not told to the pages', {
          cause: String(error),
        });
      });
  };
}
