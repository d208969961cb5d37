import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { labTranslationRef } from '../../translation';
import { StateMessage } from './StateMessage';

/** @public */
export interface ErrorStateProps {
  /** Which of the three ways of having no facts this is. */
  state: 'denied' | 'missing' | 'failed';
  error?: Error;
  /** What was asked for, such as `the Flux resources`. */
  subject?: string;
  nextStep?: string;
  onRetry?: () => void;
}

/**
 * No facts: the person may not see them, they do not exist, or the portal could
 * not answer. The server's own sentence is shown; it names what and where.
 *
 * @public
 */
export function ErrorState(props: ErrorStateProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const { state, error, subject, nextStep, onRetry } = props;
  const message = error?.message ?? subject;
  switch (state) {
    case 'denied':
      return (
        <StateMessage
          level="suspended"
          title={t('state.deniedTitle')}
          message={message}
          nextStep={nextStep ?? t('state.deniedNext')}
        />
      );
    case 'missing':
      return (
        <StateMessage
          level="unknown"
          title={t('state.missingTitle')}
          message={message}
          nextStep={nextStep}
        />
      );
    default:
      return (
        <StateMessage
          level="error"
          title={t('state.failedTitle')}
          message={message}
          likelyCause={t('state.failedCause')}
          nextStep={nextStep}
          onRetry={onRetry}
        />
      );
  }
}
