import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { FileSet } from '@homestage/gitops-tree';
import { treeUrl } from '../repository/repositoryLinks';
import type { RepositoryInfo } from '../types/RepositoryInfo';

/** A file of a GitOps tree is written by hand; what is larger is not read as text. */
const MAX_FILE_BYTES = 1024 * 1024;
/** A branch that moves while it is read is read again, this often at most. */
const MAX_ATTEMPTS = 3;
/** As git does: a NUL byte near the beginning means that it is not text. */
const TEXT_PROBE_BYTES = 8_000;

/** The files of one commit. */
export interface TreeReading {
  readonly commit: string;
  readonly files: FileSet;
}

/**
 * Reads the whole tree of the followed branch; undefined when the branch still
 * stands at the known commit. Errors are those of the URL reader.
 */
export async function readTree(
  reader: UrlReaderService,
  options: { repository: RepositoryInfo; known?: string; signal: AbortSignal },
): Promise<TreeReading | undefined> {
  let reading = await readOnce(reader, options);
  for (let attempt = 1; reading && attempt < MAX_ATTEMPTS; attempt++) {
    // Some readers ask for the commit first and for the files after: only a
    // second look tells that the files are those of the commit.
    const again = await readOnce(reader, { ...options, known: reading.commit });
    if (!again) {
      break;
    }
    reading = again;
  }
  return reading;
}

async function readOnce(
  reader: UrlReaderService,
  options: { repository: RepositoryInfo; known?: string; signal: AbortSignal },
): Promise<TreeReading | undefined> {
  const files = new Map<string, string>();
  try {
    const response = await reader.readTree(treeUrl(options.repository), {
      etag: options.known,
      signal: options.signal,
      filter(path, info) {
        const isSmall = (info?.size ?? 0) <= MAX_FILE_BYTES;
        if (!isSmall) {
          files.set(path, '');
        }
        return isSmall;
      },
    });
    for (const file of await response.files()) {
      files.set(file.path, textOf(await file.content()));
    }
    return { commit: response.etag, files: sorted(files) };
  } catch (error) {
    if (isError(error) && error.name === 'NotModifiedError') {
      return undefined;
    }
    throw error;
  }
}

function textOf(content: Uint8Array | readonly number[]): string {
  // For an empty file some readers give an empty list instead of a buffer.
  const bytes = Buffer.from(content);
  return bytes.subarray(0, TEXT_PROBE_BYTES).includes(0)
    ? ''
    : bytes.toString('utf8');
}

function sorted(files: ReadonlyMap<string, string>): FileSet {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
