import { Children } from 'react';
import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import styles from './EntityOverviewLayout.module.css';

/** What the catalog itself minds about the entity; nothing when all is well. */
function CatalogWarnings() {
  return (
    <div className={styles.warnings}>
      <EntitySwitch>
        <EntitySwitch.Case if={isOrphan}>
          <EntityOrphanWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasRelationWarnings}>
          <EntityRelationWarning />
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasCatalogProcessingErrors}>
          <EntityProcessingErrorsPanel />
        </EntitySwitch.Case>
      </EntitySwitch>
    </div>
  );
}

/**
 * The cards that answer stand first, what describes the entity beside them, or
 * below them on a phone. The catalog's own layout puts the description first
 * there, and whether the app is fine two screens down.
 */
export function EntityOverviewLayout(props: EntityContentLayoutProps) {
  const cardsOf = (isInfo: boolean) =>
    Children.toArray(
      props.cards
        .filter(({ type }) => (type === 'info') === isInfo)
        .map(({ element }) => element),
    );
  return (
    <>
      <CatalogWarnings />
      <div className={styles.layout}>
        <div className={styles.cards}>{cardsOf(false)}</div>
        <div className={styles.cards}>{cardsOf(true)}</div>
      </div>
    </>
  );
}
