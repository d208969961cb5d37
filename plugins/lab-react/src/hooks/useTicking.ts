import { useSyncExternalStore } from 'react';
import { useClock } from '../clock/ClockContext';
import { subscribeToTicks } from '../clock/ticker';

/**
 * A value that depends on the time, looked at every second. The component is
 * drawn again only when the value differs, so `read` must give a string, a
 * number or a boolean.
 *
 * @param read - from now (milliseconds since the epoch) to what is shown
 * @public
 */
export function useTicking<T extends string | number | boolean>(
  read: (now: number) => T,
): T {
  const clock = useClock();
  const snapshot = () => read(clock.now());
  return useSyncExternalStore(subscribeToTicks, snapshot, snapshot);
}
