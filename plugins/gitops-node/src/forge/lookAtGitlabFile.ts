import { z } from 'zod';
import type { ForgeClient } from './ForgeClient';
import { ForgeError, isForgeError } from './ForgeError';

/** A file on a branch, by hashes. */
export interface GitlabFile {
  readonly blob: string;
  /** The newest commit that changed it. */
  readonly lastCommit: string;
}

/** Undefined when the branch, or the file on it, does not exist. */
export async function lookAtGitlabFile(
  file: { readonly path: string; readonly branch: string },
  options: { readonly client: ForgeClient; readonly root: string },
): Promise<GitlabFile | undefined> {
  const { path, branch } = file;
  const doing = `looking at ${path} on '${branch}'`;
  const query = new URLSearchParams({ ref: branch });
  try {
    const { headers } = await options.client.exchange({
      method: 'HEAD',
      path: `${options.root}/repository/files/${encodeURIComponent(
        path,
      )}?${query}`,
      doing,
      schema: z.undefined(),
    });
    const blob = headers.get('x-gitlab-blob-id');
    const lastCommit = headers.get('x-gitlab-last-commit-id');
    if (!blob || !lastCommit) {
      throw new ForgeError({
        code: 'failed',
        message: `The answer holds no hash of the file while ${doing}.`,
        nextStep:
          'Let what stands in front of GitLab pass its X-Gitlab headers on, then run it again.',
      });
    }
    return { blob, lastCommit };
  } catch (error) {
    if (isForgeError(error, 'not-found')) {
      return undefined;
    }
    throw error;
  }
}
