import type { TreeEntry } from '../git/BareRepository';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { Links } from './Links';

/** The place whose contents are shown. */
export interface ContentsPlace {
  repository: ForgeRepository;
  links: Links;
  /** As asked for: a branch, a tag or an id. */
  ref: string;
  commit: string;
}

const TYPE: Record<string, string> = { tree: 'dir', commit: 'submodule' };

/** A file or directory; the text of a file only when it is given. */
export function contentsView(
  entry: TreeEntry,
  place: ContentsPlace,
  content?: Buffer,
) {
  const { repository, links, ref } = place;
  const isFile = entry.type === 'blob';
  const self = `${links.api(
    repository,
    'contents',
    entry.path,
  )}?ref=${encodeURIComponent(ref)}`;
  const refPath = ref === place.commit ? `commit/${ref}` : `branch/${ref}`;
  const html = links.page(repository, 'src', refPath, entry.path);
  const git = links.api(
    repository,
    isFile ? 'git/blobs' : 'git/trees',
    entry.sha,
  );
  return {
    name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
    path: entry.path,
    sha: entry.sha,
    last_commit_sha: place.commit,
    type: TYPE[entry.type] ?? (entry.mode === '120000' ? 'symlink' : 'file'),
    size: entry.size ?? 0,
    encoding: content ? 'base64' : null,
    content: content ? content.toString('base64') : null,
    target: null,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isFile
      ? links.page(repository, 'raw', refPath, entry.path)
      : null,
    submodule_git_url: null,
    _links: { self, git, html },
  };
}
