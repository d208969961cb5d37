/** The branch to write was moved, made or removed by somebody else meanwhile. */
export class BranchMoved extends Error {
  constructor(branch: string, cause: unknown) {
    super(`Branch ${branch} moved meanwhile`, { cause });
    this.name = 'BranchMoved';
  }
}
