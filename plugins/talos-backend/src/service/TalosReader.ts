import type { TalosClient } from '@homestage/backstage-plugin-talos-node';

/** What this plugin needs of the client. */
export type TalosReader = Pick<
  TalosClient,
  'call' | 'list' | 'watch' | 'close'
>;

/** Lets so many calls run at once. */
export type FanOut = <T>(call: () => Promise<T>) => Promise<T>;
