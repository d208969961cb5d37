import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AppObject } from '@homestage/backstage-plugin-flux-common';
import { StatusChip } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { objectLevel } from '../FluxStatusChip/objectLevel';
import styles from './App.module.css';

/** Props of {@link AppObjectLine}. */
export interface AppObjectLineProps {
  cluster: string;
  object: AppObject;
}

/** One object of an app: what it is, how it is, and why when it is not fine. */
export function AppObjectLine(props: AppObjectLineProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { cluster, object } = props;
  const { note, message, node, severity } = object;
  return (
    <>
      <StatusChip
        level={objectLevel(object)}
        word={note ? t(`tree.${note}`) : object.status}
        reason={message}
      />
      <FluxObjectLink
        object={{ ...object, cluster, namespace: undefined, status: undefined }}
      />
      {node && <span className={styles.quiet}>{node}</span>}
      {severity !== 'ok' && message && (
        <span className={styles.why} title={message}>
          {message}
        </span>
      )}
    </>
  );
}
