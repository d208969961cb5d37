import type { ImageCheck } from '@homestage/backstage-plugin-gitops-common';

/** Why a registry's answer does not say whether it has an image. */
export class RegistryRefusal extends Error {
  readonly code: NonNullable<ImageCheck['code']>;

  /** @param reason - what the registry does, as the end of a sentence */
  constructor(
    code: NonNullable<ImageCheck['code']>,
    readonly reason: string,
    cause?: unknown,
  ) {
    super(reason, { cause });
    this.name = 'RegistryRefusal';
    this.code = code;
  }

  /** @param signal - what ended the question when its time was over */
  static ofNetwork(error: unknown, signal: AbortSignal): RegistryRefusal {
    const code = (error as { code?: unknown }).code;
    const reason = signal.aborted
      ? 'it does not answer in time'
      : `it can not be reached${typeof code === 'string' ? ` (${code})` : ''}`;
    return new RegistryRefusal('unreachable', reason, error);
  }
}
