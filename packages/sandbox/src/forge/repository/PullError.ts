/** Why something cannot be done with a pull request. */
export type PullErrorCode =
  | 'branch-missing'
  | 'exists'
  | 'merged'
  | 'closed'
  | 'head-moved'
  | 'conflict';

/** A pull request cannot be made, changed or merged. */
export class PullError extends Error {
  readonly code: PullErrorCode;
  /** The branch, number, commit or files the code is about. */
  readonly subject: string;

  constructor(code: PullErrorCode, subject: string) {
    super(`${code}: ${subject}`);
    this.name = 'PullError';
    this.code = code;
    this.subject = subject;
  }
}
