import type {
  ForgeKind,
  RepositoryInfo,
} from '@homestage/backstage-plugin-gitops-node';

/** Where each forge has its editor. */
const EDITORS: Readonly<Record<ForgeKind, string>> = {
  gitea: '_edit',
  github: 'edit',
  gitlab: '-/edit',
};

/** Web address at which a person edits a file on the followed branch. */
export function editUrl(
  info: Pick<RepositoryInfo, 'url' | 'kind' | 'branch'>,
  path: string,
): string {
  const encode = (text: string) =>
    text.split('/').map(encodeURIComponent).join('/');
  return `${info.url}/${EDITORS[info.kind]}/${encode(info.branch)}/${encode(
    path,
  )}`;
}
