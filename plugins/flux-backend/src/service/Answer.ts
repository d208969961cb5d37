/**
 * An answer that need not be made when the asker already has it.
 */
export interface Answer<T> {
  /** Also its ETag. */
  readonly revision: string;
  body(): T;
}
