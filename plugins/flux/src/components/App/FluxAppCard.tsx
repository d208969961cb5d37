import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { FluxApp } from '@homestage/backstage-plugin-flux-common';
import {
  LiveView,
  Panel,
  StateMessage,
} from '@homestage/backstage-plugin-lab-react';
import { useFluxApp } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { useResourcePath } from '../FluxObjectLink/useResourcePath';
import { AppObjectLine } from './AppObjectLine';
import { appRef } from './appRef';
import { AppSummary } from './AppSummary';
import styles from './App.module.css';

/** More than this is for the tab, not for the card. */
const MAX_OBJECTS = 8;

/** Props of {@link FluxAppCardView}. */
export interface FluxAppCardViewProps {
  app: FluxApp;
}

/** The card, drawn from an answer. */
export function FluxAppCardView(props: FluxAppCardViewProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { app } = props;
  const shown = app.objects.slice(0, MAX_OBJECTS);
  return (
    <>
      <AppSummary app={app} />
      <h3 className={styles.subtitle}>{t('app.objects')}</h3>
      {shown.length === 0 && (
        <p className={styles.quiet}>{t('app.objectsNone')}</p>
      )}
      <ul className={styles.objects}>
        {shown.map(object => (
          <li key={object.id} className={styles.object}>
            <AppObjectLine cluster={app.cluster} object={object} />
          </li>
        ))}
      </ul>
      {app.objects.length > shown.length && (
        <Link href="flux">
          {t('app.objectsMore', { number: String(app.objects.length) })}
        </Link>
      )}
    </>
  );
}

function AppCardBody(props: {
  appRef: NonNullable<ReturnType<typeof appRef>>;
}) {
  const { t } = useTranslationRef(fluxTranslationRef);
  return (
    <LiveView query={useFluxApp(props.appRef)} subject={t('app.subject')}>
      {data => <FluxAppCardView app={data.app} />}
    </LiveView>
  );
}

/** The way from the card to the page of what applies the app. */
function FluxLink(props: { appRef: NonNullable<ReturnType<typeof appRef>> }) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const pathOf = useResourcePath();
  const { cluster, kustomizations, helmReleases } = props.appRef;
  const kind = kustomizations ? 'Kustomization' : 'HelmRelease';
  const [namespace, name] =
    (kustomizations ?? helmReleases)?.[0].split('/') ?? [];
  const path = name && pathOf({ cluster, kind, namespace, name });
  return path ? <Link href={path}>{t('app.openFlux')}</Link> : null;
}

/**
 * What applies the app of the page, at which revision, and whether it is fine:
 * with the computed status of its objects, worst first.
 */
export function FluxAppCard() {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { entity } = useEntity();
  const ref = appRef(entity);
  return (
    <Panel title={t('app.title')} aside={ref && <FluxLink appRef={ref} />}>
      {ref ? (
        <AppCardBody appRef={ref} />
      ) : (
        <StateMessage
          level="unknown"
          title={t('app.incompleteTitle')}
          message={t('app.incomplete')}
        />
      )}
    </Panel>
  );
}
