import { useState, type ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { TalosActionId } from '@homestage/backstage-plugin-talos-common';
import { useActionStates } from '../../hooks/useActions';
import { talosTranslationRef } from '../../translation';
import styles from './Actions.module.css';

/** Something that can be done here. */
export interface BarAction {
  readonly id: TalosActionId;
  /** Why not now, for a reason of the thing itself. */
  readonly obstacle?: string;
  /** Shown until it calls `onClose`. */
  readonly dialog: (onClose: () => void) => ReactNode;
}

/** Props of {@link ActionBar}. */
export interface ActionBarProps {
  cluster: string;
  actions: readonly BarAction[];
}

/** Buttons where the thing is; those that can not be used say why, once. */
export function ActionBar(props: ActionBarProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { cluster, actions } = props;
  const stateOf = useActionStates(cluster);
  const [openId, setOpenId] = useState<TalosActionId>();
  const shown = actions.map(action => {
    const state = stateOf(action.id);
    const denied = state ? state.reason : t('actions.unread');
    return { ...action, reason: denied ?? action.obstacle };
  });
  const reasons = [...new Set(shown.flatMap(({ reason }) => reason ?? []))];
  const open = shown.find(({ id }) => id === openId);
  return (
    <div className={styles.bar} role="group" aria-label={t('actions.label')}>
      <div className={styles.buttons}>
        {shown.map(({ id, reason }) => (
          <span key={id} title={reason}>
            <Button
              size="small"
              variant="secondary"
              isDisabled={reason !== undefined}
              onPress={() => setOpenId(id)}
            >
              {t(`actions.${id}`)}
            </Button>
          </span>
        ))}
      </div>
      {reasons.map(reason => (
        <p key={reason} className={styles.reason}>
          {reason}
        </p>
      ))}
      {open?.dialog(() => setOpenId(undefined))}
    </div>
  );
}
