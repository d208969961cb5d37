import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { RepositoryRow } from '@homestage/backstage-plugin-gitops-common';
import { StatusChip } from '@homestage/backstage-plugin-lab-react';
import { usePersonalSignIn } from '../../hooks/usePersonalSignIn';
import { gitopsTranslationRef } from '../../translation';
import styles from './TreeFieldView.module.css';

/** Says in whose name the pull request will be opened, and lets them sign in where that is needed. */
export function SignInLine(props: { repository: RepositoryRow }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { url, signIn: need } = props.repository;
  const { host } = new URL(url);
  const { state, signIn } = usePersonalSignIn(url);
  if (state.status === 'asking') {
    return null;
  }
  if (state.status === 'signed-in') {
    return <p className={styles.note}>{t('field.signedIn', { host })}</p>;
  }
  if (need === 'offered') {
    // The portal's own account opens it, as it does for everybody else.
    return null;
  }
  return (
    <>
      <p className={styles.warning} role="status">
        <StatusChip level="warning" variant="text" />{' '}
        {state.status === 'failed'
          ? t('field.signInFailed', { host, reason: state.message })
          : t('field.signInNeeded', { host })}
      </p>
      <Button
        className={styles.suggestion}
        size="small"
        variant="secondary"
        onPress={signIn}
      >
        {t('field.signIn', { host })}
      </Button>
    </>
  );
}
