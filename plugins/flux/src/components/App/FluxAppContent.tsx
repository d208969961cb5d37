import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  FluxApp,
  FluxAppRef,
} from '@homestage/backstage-plugin-flux-common';
import {
  LiveView,
  ObjectTree,
  Panel,
  StateMessage,
} from '@homestage/backstage-plugin-lab-react';
import { useFluxApp } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { RelationList } from '../FluxObjectLink/RelationList';
import { AppObjectLine } from './AppObjectLine';
import { appRef } from './appRef';
import { AppSummary } from './AppSummary';
import { appTree } from './appTree';
import styles from './App.module.css';

/** Props of {@link FluxAppContentView}. */
export interface FluxAppContentViewProps {
  app: FluxApp;
}

/** The tab, drawn from an answer. */
export function FluxAppContentView(props: FluxAppContentViewProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { app } = props;
  const nodes = useMemo(
    () =>
      appTree(app.objects, object => (
        <AppObjectLine cluster={app.cluster} object={object} />
      )),
    [app],
  );
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <Panel title={t('app.title')}>
          <AppSummary app={app} />
        </Panel>
        <Panel title={t('app.root')}>
          <RelationList
            relations={[
              ...app.appliedBy,
              ...(app.rootSource ? [app.rootSource] : []),
            ]}
            none="–"
          />
        </Panel>
      </div>
      <Panel title={t('app.objects')} aside={String(app.objects.length)}>
        {nodes.length === 0 ? (
          <p className={styles.quiet}>{t('app.objectsNone')}</p>
        ) : (
          <ObjectTree label={t('app.objects')} nodes={nodes} />
        )}
      </Panel>
    </div>
  );
}

function AppContentBody(props: { appRef: FluxAppRef }) {
  const { t } = useTranslationRef(fluxTranslationRef);
  return (
    <LiveView query={useFluxApp(props.appRef)} subject={t('app.subject')}>
      {data => <FluxAppContentView app={data.app} />}
    </LiveView>
  );
}

/** Every object of the app with its computed status, below what owns it. */
export function FluxAppContent() {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { entity } = useEntity();
  const ref = appRef(entity);
  return ref ? (
    <AppContentBody appRef={ref} />
  ) : (
    <StateMessage
      level="unknown"
      title={t('app.incompleteTitle')}
      message={t('app.incomplete')}
    />
  );
}
