import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ChangePlan,
  PreviewRequest,
} from '@homestage/backstage-plugin-gitops-common';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** How far the preview is. */
export type PreviewState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly plan: ChangePlan }
  | { readonly status: 'failed'; readonly message: string };

/**
 * Asks for the preview once, and again when the form or `retry` says so. An
 * answer to a form that has changed meanwhile is dropped.
 */
export function usePreview(request: PreviewRequest): {
  state: PreviewState;
  retry: () => void;
} {
  const client = useApi(gitopsApiRef);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([request, attempt]);
  const [answer, setAnswer] = useState<{ key: string; state: PreviewState }>();

  useEffect(() => {
    const controller = new AbortController();
    const [asked] = JSON.parse(key) as [PreviewRequest, number];
    client.preview(asked, { signal: controller.signal }).then(
      ({ plan }) => setAnswer({ key, state: { status: 'ready', plan } }),
      (error: Error) => {
        if (!controller.signal.aborted) {
          const { message } = error;
          setAnswer({ key, state: { status: 'failed', message } });
        }
      },
    );
    return () => controller.abort();
  }, [client, key]);

  return {
    state: answer?.key === key ? answer.state : { status: 'loading' },
    retry: () => setAttempt(attempt + 1),
  };
}
