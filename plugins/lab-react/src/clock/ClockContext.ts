import { createContext, useContext } from 'react';

/**
 * Where pages take the time from, so that tests and recordings can hold it still.
 *
 * @public
 */
export interface LabClock {
  /** Milliseconds since the epoch. */
  now(): number;
}

const systemClock: LabClock = { now: () => Date.now() };

/**
 * Replace the clock of everything below; the system's clock when unset.
 *
 * @public
 */
export const ClockContext = createContext<LabClock>(systemClock);

/**
 * The clock of this part of the page.
 *
 * @public
 */
export function useClock(): LabClock {
  return useContext(ClockContext);
}
