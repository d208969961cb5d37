/**
 * An answer that need not be made when the asker already has it.
 *
 * @public
 */
export interface Answer<T> {
  /** Also its ETag. */
  readonly revision: string;
  /**
   * The body follows from the revision and the question alone, so that it may be
   * made once for all who ask. Unset: it also tells what time changes, such as the
   * age of a fact.
   */
  readonly isShared?: true;
  body(): T;
}
