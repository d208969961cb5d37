import {
  parseImageReference,
  type ImageCheck,
} from '@homestage/backstage-plugin-gitops-common';
import type { ImageRegistries } from '@homestage/backstage-plugin-gitops-node';
import type { Finding } from '@homestage/gitops-tree';
import type { NewImage } from './newImages';

/** Of a change that brings more, the others are said to be unchecked. */
const MAX_IMAGES = 8;

/**
 * What registries say of the images that a change brings: a missing one is a
 * warning, because a registry that is wrong must not stop anybody; one that
 * nobody can tell of is said to be so. Nothing is said while asking is turned off.
 */
export async function checkImages(
  images: readonly NewImage[],
  registries: ImageRegistries,
): Promise<Finding[]> {
  const known = images.filter(({ image }) => parseImageReference(image).ok);
  const findings = await Promise.all(
    known.slice(0, MAX_IMAGES).map(async each => {
      const check = await registries.check(each.image);
      return isSaid(check) ? [findingOf(each, check)] : [];
    }),
  );
  return [...findings.flat(), ...known.slice(MAX_IMAGES).map(notAsked)];
}

function notAsked({ image, use }: NewImage): Finding {
  return {
    rule: 'image-not-checked',
    severity: 'info',
    ...placeOf(use),
    message: `No registry was asked for ${image}: the change brings more than ${MAX_IMAGES} images.`,
    mend: 'Look there yourself.',
  };
}

function placeOf({ file, line, column }: NewImage['use']) {
  return { file, line, column };
}

function isSaid({ state, code }: ImageCheck): boolean {
  return state !== 'exists' && code !== 'off';
}

function findingOf({ use }: NewImage, check: ImageCheck): Finding {
  const isMissing = check.state === 'missing';
  return {
    rule: isMissing ? 'image-missing' : 'image-not-checked',
    severity: isMissing ? 'warning' : 'info',
    ...placeOf(use),
    message: check.message,
    mend: check.nextStep ?? '',
  };
}
