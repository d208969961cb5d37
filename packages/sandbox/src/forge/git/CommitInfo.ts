/** Who wrote or committed, and when (ISO 8601 with offset). */
export interface Signature {
  name: string;
  email: string;
  date: string;
}

/** A commit as git stores it. */
export interface CommitInfo {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

/** The format that {@link parseCommits} reads; to be used with `-z`. */
export const COMMIT_FORMAT =
  '--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';

const FIELDS = 10;

/** Reads the output of `git log -z` in {@link COMMIT_FORMAT}. */
export function parseCommits(output: string): CommitInfo[] {
  const fields = output.split('\0');
  const commits: CommitInfo[] = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [sha, tree, parents, an, ae, ad, cn, ce, cd, message] = fields.slice(
      at,
      at + FIELDS,
    );
    commits.push({
      sha,
      tree,
      parents: parents ? parents.split(' ') : [],
      author: { name: an, email: ae, date: ad },
      committer: { name: cn, email: ce, date: cd },
      message: message.trimEnd(),
    });
  }
  return commits;
}
