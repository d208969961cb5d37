/** Host of a repository address, without user and port; `''` without one. */
export function repositoryHost(url: string): string {
  return /^[a-z]+:\/\/(?:[^@/]*@)?([^/:]+)/.exec(url)?.[1] ?? '';
}
