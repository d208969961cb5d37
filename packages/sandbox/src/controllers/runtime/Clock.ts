/**
 * Time as the embedded lab lives it. Controllers know no other clock, so that a
 * test, or a person in a hurry, can let it run faster than the wall's.
 * @public
 */
export interface Clock {
  /** Milliseconds since the epoch, in the lab's time. */
  now(): number;
  /** Calls once after that many milliseconds of the lab's time. Returns its undo. */
  after(milliseconds: number, run: () => void): () => void;
}
