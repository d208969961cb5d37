/** Where every route of a repository begins. */
export const REPOSITORY_PATH = '/api/v1/repos/:owner/:repo';
