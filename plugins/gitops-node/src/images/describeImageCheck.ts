import type {
  ImageCheck,
  ImageLocation,
} from '@homestage/backstage-plugin-gitops-common';
import type { RegistryAnswer } from './askRegistry';
import type { RegistryRefusal } from './RegistryRefusal';

const KEY = 'homestage.gitops.images';

/** What to do about it; what passes by itself needs nothing. */
const NEXT_STEPS: Readonly<Record<NonNullable<ImageCheck['code']>, string>> = {
  off: `Set ${KEY}.check to have it asked.`,
  'not-asked': `Look there yourself, or have an operator name it in ${KEY}.registries.`,
  private: `Look there yourself with your login, or have an operator give the portal one in ${KEY}.registries[].auth.`,
  limited: 'Look there yourself, or try again in a minute.',
  elsewhere: `Have an operator name the registry in ${KEY}.registries, with its tokenUrl, if that is right.`,
  unreachable: 'Check that the backend reaches it, or look there yourself.',
  failed: 'Look there yourself, or try again in a minute.',
};

export function describeAnswer(
  image: string,
  { registry, name, reference }: ImageLocation,
  answer: RegistryAnswer,
): ImageCheck {
  const what = reference.includes(':') ? 'digest' : 'tag';
  switch (answer) {
    case 'exists':
      return {
        image,
        registry,
        state: 'exists',
        message: `${registry} has it.`,
      };
    case 'no-tag':
      return {
        image,
        registry,
        state: 'missing',
        message: `${registry} has no ${what} ${reference} of ${name}.`,
        nextStep: `Look up which ${what}s there are, and mind a v before the number; nodes could not pull this one.`,
      };
    case 'no-repository':
      return {
        image,
        registry,
        state: 'missing',
        message: `${registry} has no repository ${name}.`,
        nextStep:
          'Look up what it is called there; nodes could not pull this one.',
      };
    default:
      return unreachable(answer);
  }
}

function unreachable(answer: never): never {
  throw new Error(`A registry does not answer '${answer}'.`);
}

export function describeRefusal(
  image: string,
  location: ImageLocation,
  { code, reason }: RegistryRefusal,
): ImageCheck {
  return unknown(image, location, {
    code,
    message: `${location.registry} does not say whether it has ${image}: ${reason}.`,
  });
}

export function describeNotAsked(
  image: string,
  location: ImageLocation,
): ImageCheck {
  return unknown(image, location, {
    code: 'not-asked',
    message: `${location.registry} was not asked for ${image}: no image of the trees and presets comes from there.`,
  });
}

export function describeOff(
  image: string,
  location: ImageLocation,
): ImageCheck {
  return unknown(image, location, {
    code: 'off',
    message: `${location.registry} was not asked for ${image}: asking registries is turned off here.`,
  });
}

function unknown(
  image: string,
  { registry }: ImageLocation,
  why: { code: NonNullable<ImageCheck['code']>; message: string },
): ImageCheck {
  return {
    image,
    registry,
    state: 'unknown',
    ...why,
    nextStep: NEXT_STEPS[why.code],
  };
}
