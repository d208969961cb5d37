import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ImageCheck } from '@homestage/backstage-plugin-gitops-common';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** How far the question is whether an image exists. */
export type ImageCheckState =
  | { readonly status: 'asking' }
  | { readonly status: 'answered'; readonly check: ImageCheck }
  | { readonly status: 'failed'; readonly message: string };

/** Who types a tag has ended when nothing came for this long. */
const TYPING_MS = 500;

/**
 * Asks whether an image exists, once its reference stands still. An answer about
 * a reference that has changed meanwhile is dropped.
 *
 * @param image - a whole reference; unset: nothing is asked
 */
export function useImageCheck(
  image: string | undefined,
): ImageCheckState | undefined {
  const client = useApi(gitopsApiRef);
  const [answer, setAnswer] = useState<{
    image: string;
    state: ImageCheckState;
  }>();

  useEffect(() => {
    if (!image) {
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      client.checkImage({ image }, { signal: controller.signal }).then(
        check => setAnswer({ image, state: { status: 'answered', check } }),
        (error: Error) => {
          if (!controller.signal.aborted) {
            const { message } = error;
            setAnswer({ image, state: { status: 'failed', message } });
          }
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, image]);

  if (!image) {
    return undefined;
  }
  return answer?.image === image ? answer.state : { status: 'asking' };
}
