import { runGit } from './runGit';

/** `merge-tree --write-tree`, by which pull requests are merged, came with it. */
const OLDEST = { major: 2, minor: 38 };

/** Throws a sentence that says what to do when git is missing or too old. */
export async function requireGit(): Promise<void> {
  const { stdout } = await runGit(['version']);
  const problem = gitProblem(stdout.toString());
  if (problem) {
    throw new Error(problem);
  }
}

/** What is wrong with the git that calls itself so; undefined when it will do. */
export function gitProblem(versionText: string): string | undefined {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(versionText) ?? [];
  const isNewEnough =
    Number(major) > OLDEST.major ||
    (Number(major) === OLDEST.major && Number(minor) >= OLDEST.minor);
  return isNewEnough
    ? undefined
    : `The forge needs git ${OLDEST.major}.${
        OLDEST.minor
      } or newer and found "${versionText.trim()}"; install a newer git`;
}
