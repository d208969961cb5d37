import type { TreeImageUse } from '../types';
import type { LintRule } from './LintRule';

/**
 * An image by the tag `latest`, said or meant: another restart may run another
 * version, and going back is not possible. With a digest it is only unreadable.
 * A release that names no tag takes its chart's, which is fixed.
 */
export const floatingImageTag: LintRule = {
  name: 'floating-image-tag',
  check: ({ index }) =>
    index.images
      .filter(image => image.state === 'reached' && isFloating(image))
      .map(image => ({
        severity: image.digest ? ('info' as const) : ('warning' as const),
        file: image.file,
        line: image.line,
        column: image.column,
        message: image.digest
          ? `${image.owner} runs ${image.repository}:latest by its digest, which does not say what version it is`
          : `${image.owner} runs ${image.repository} in whatever version is the latest when a pod starts`,
        mend: 'Write the version as the tag.',
      })),
};

function isFloating({ ownerKind, repository, tag, digest }: TreeImageUse) {
  const isUnsaid =
    tag === undefined &&
    digest === undefined &&
    ownerKind !== 'HelmRelease' &&
    !repository.includes('$');
  return tag === 'latest' || isUnsaid;
}
