import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
} from '@backstage/catalog-model';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import type { TreeFacts } from '../facts/LabFacts';

type Annotations = Record<string, string | undefined>;

/**
 * Says from which place of which repository an entity was made. Without a file
 * it was made from a directory, which has no editor.
 */
export function treeAnnotations(
  tree: TreeFacts,
  place: { file?: string; line?: number; directory?: string },
): Annotations {
  const { file, line } = place;
  const directory = place.directory ?? directoryOf(file ?? '');
  const url = file ? tree.fileUrl(file) : tree.directoryUrl(directory);
  return {
    [LAB_ANNOTATIONS.repository]: tree.repository,
    [LAB_ANNOTATIONS.treePath]: directory,
    [ANNOTATION_LOCATION]: `url:${url}`,
    [ANNOTATION_ORIGIN_LOCATION]: `url:${url}`,
    [ANNOTATION_SOURCE_LOCATION]: `url:${tree.directoryUrl(directory)}/`,
    [ANNOTATION_VIEW_URL]: file ? tree.fileUrl(file, line) : url,
    [ANNOTATION_EDIT_URL]: file && tree.editUrl(file),
  };
}

function directoryOf(file: string): string {
  return file.split('/').slice(0, -1).join('/');
}

/** Says that an entity was found on a cluster and nowhere in Git. */
export function liveAnnotations(cluster: string | undefined): Annotations {
  const location = `kubernetes-cluster:${cluster ?? 'unknown'}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}
