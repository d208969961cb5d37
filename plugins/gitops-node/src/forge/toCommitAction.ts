import type { FileChange } from '../types/Forge';

/** One of the `actions` of GitLab's `POST /repository/commits`. */
export interface GitlabCommitAction {
  readonly action: FileChange['kind'];
  readonly file_path: string;
  readonly content?: string;
  readonly encoding?: 'base64';
  /** GitLab refuses the action when the file has a newer one. */
  readonly last_commit_id?: string;
}

/** @param lastCommit - of the file, as it was looked at; unset for a new one */
export function toCommitAction(
  change: FileChange,
  lastCommit?: string,
): GitlabCommitAction {
  return {
    action: change.kind,
    file_path: change.path,
    ...(change.kind === 'delete'
      ? {}
      : {
          // As text, line ends of the request could be taken for the file's.
          content: Buffer.from(change.text, 'utf8').toString('base64'),
          encoding: 'base64' as const,
        }),
    ...(lastCommit ? { last_commit_id: lastCommit } : {}),
  };
}
