import type { ReactNode } from 'react';
import { StateMessage } from './StateMessage';

/** @public */
export interface EmptyStateProps {
  /** What is not there, as a sentence. */
  title: string;
  message?: ReactNode;
  nextStep?: ReactNode;
}

/**
 * Nothing to show, and that is known: quiet, never green.
 *
 * @public
 */
export function EmptyState(props: EmptyStateProps) {
  return <StateMessage level="info" {...props} />;
}
