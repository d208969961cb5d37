/**
 * Lets at most so many calls run at once; the others wait in order.
 *
 * @public
 */
export function createFanOut(
  limit: number,
): <T>(call: () => Promise<T>) => Promise<T> {
  const waiting: Array<() => void> = [];
  let running = 0;
  return async call => {
    if (running >= limit) {
      await new Promise<void>(resolve => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await call();
    } finally {
      const next = waiting.shift();
      if (next) {
        // The place goes from one to the other.
        next();
      } else {
        running -= 1;
      }
    }
  };
}
