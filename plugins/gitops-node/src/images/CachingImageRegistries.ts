import { InputError } from '@backstage/errors';
import {
  locateImage,
  parseImageReference,
  type ImageCheck,
  type ImageLocation,
} from '@homestage/backstage-plugin-gitops-common';
import type { ImageRegistries } from '../types/ImageRegistries';
import { askRegistry } from './askRegistry';
import {
  describeAnswer,
  describeNotAsked,
  describeOff,
  describeRefusal,
} from './describeImageCheck';
import type { ImagesConfig } from './imagesConfig';
import { RegistryRefusal } from './RegistryRefusal';

export interface ImageRegistriesOptions {
  readonly config: ImagesConfig;
  /** Registries that the trees and presets take images from, as people write them. */
  readonly knownRegistries: () => Promise<ReadonlySet<string>>;
  readonly now: () => number;
  /** Longest that a registry is waited for. Unset: 5 seconds. */
  readonly timeoutMs?: number;
}

/** A form waits for it; a preview waits for all of them at once. */
const TIMEOUT_MS = 5_000;
/** A tag rarely goes. */
const EXISTS_MS = 10 * 60_000;
/** Somebody may be pushing it, or mending the registry. */
const OTHERS_MS = 30_000;
const MAX_KEPT = 500;
/** More at a time are a burst that no form makes. */
const MAX_ASKED = 8;

/**
 * Asks registries by the OCI distribution API. Promise: the same image is asked
 * for once however many wait for it; at most eight are asked for at a time.
 */
export class CachingImageRegistries implements ImageRegistries {
  readonly #options: ImageRegistriesOptions;
  readonly #kept = new Map<string, { check: ImageCheck; untilMs: number }>();
  readonly #asked = new Map<string, Promise<ImageCheck>>();

  constructor(options: ImageRegistriesOptions) {
    this.#options = options;
  }

  async check(image: string): Promise<ImageCheck> {
    const parsed = parseImageReference(image);
    if (!parsed.ok) {
      throw new InputError(
        `'${image}' is no image reference: ${parsed.reason}.`,
      );
    }
    const location = locateImage(parsed.image);
    const { config, knownRegistries, now } = this.#options;
    if (!config.isOn) {
      return describeOff(image, location);
    }
    if (
      !config.registries.has(location.registry) &&
      !(await knownRegistries()).has(location.registry)
    ) {
      return describeNotAsked(image, location);
    }
    const kept = this.#kept.get(image);
    if (kept && now() < kept.untilMs) {
      return kept.check;
    }
    const asked = this.#asked.get(image) ?? this.#ask(image, location);
    this.#asked.set(image, asked);
    return asked.finally(() => this.#asked.delete(image));
  }

  async #ask(image: string, location: ImageLocation): Promise<ImageCheck> {
    if (this.#asked.size >= MAX_ASKED) {
      return describeRefusal(
        image,
        location,
        new RegistryRefusal('limited', 'many images are asked for just now'),
      );
    }
    const check = await this.#answerOf(image, location);
    const keepMs = check.state === 'exists' ? EXISTS_MS : OTHERS_MS;
    this.#kept.delete(image);
    this.#kept.set(image, { check, untilMs: this.#options.now() + keepMs });
    // A map keeps its order: the first is the one asked for longest ago.
    const [oldest] = this.#kept.size > MAX_KEPT ? this.#kept.keys() : [];
    if (oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    return check;
  }

  async #answerOf(image: string, location: ImageLocation): Promise<ImageCheck> {
    const { config, timeoutMs = TIMEOUT_MS } = this.#options;
    const { registry, host } = location;
    const access = config.registries.get(registry) ?? {
      host,
      origin: `https://${host}`,
    };
    try {
      const answer = await askRegistry(location, {
        access,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return describeAnswer(image, location, answer);
    } catch (error) {
      if (error instanceof RegistryRefusal) {
        return describeRefusal(image, location, error);
      }
      throw error;
    }
  }
}
