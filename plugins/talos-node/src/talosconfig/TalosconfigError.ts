/** What can be wrong with a talosconfig. @public */
export type TalosconfigProblem =
  | 'unreadable'
  | 'empty'
  | 'truncated'
  | 'foreign'
  | 'no-context'
  | 'no-endpoint'
  | 'bad-endpoint'
  | 'bad-certificate'
  | 'bad-key'
  | 'expired';

/**
 * A talosconfig that can not be used: one sentence, and what to do. Never holds
 * anything of the file but names.
 *
 * @public
 */
export class TalosconfigError extends Error {
  readonly problem: TalosconfigProblem;
  readonly nextStep: string;

  constructor(
    problem: TalosconfigProblem,
    options: { message: string; nextStep: string; cause?: unknown },
  ) {
    super(options.message, { cause: options.cause });
    this.name = 'TalosconfigError';
    this.problem = problem;
    this.nextStep = options.nextStep;
  }
}
