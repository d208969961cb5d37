import {
  BreadcrumbEntry,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { FluxRef } from '@homestage/backstage-plugin-flux-common';
import { LiveView } from '@homestage/backstage-plugin-lab-react';
import { RiArrowLeftLine } from '@remixicon/react';
import { useLocation, useParams } from 'react-router-dom';
import { useFluxDetail } from '../../hooks/useFlux';
import { resourcesRouteRef } from '../../routes';
import { fluxTranslationRef } from '../../translation';
import { FluxResourceView } from './FluxResourceView';
import styles from './Resource.module.css';

function readRef(
  params: Readonly<Record<string, string | undefined>>,
): FluxRef {
  const { cluster = '', kind = '', namespace = '', name = '' } = params;
  return { cluster, kind, namespace, name };
}

/** Everything about one Flux object, kept true. */
export function FluxResourcePage() {
  const { t } = useTranslationRef(fluxTranslationRef);
  const list = useRouteRef(resourcesRouteRef);
  const { pathname } = useLocation();
  const ref = readRef(useParams());
  const query = useFluxDetail(ref);
  return (
    <BreadcrumbEntry entry={{ label: ref.name, href: pathname }}>
      <div className={styles.page}>
        {list && (
          <Link href={list()} standalone variant="body-small">
            <span className={styles.back}>
              <RiArrowLeftLine size={14} aria-hidden="true" />
              {t('resource.back')}
            </span>
          </Link>
        )}
        <LiveView
          query={query}
          subject={t('resource.subject')}
          missingNextStep={t('resource.missingNext')}
        >
          {data => <FluxResourceView detail={data.resource} />}
        </LiveView>
      </div>
    </BreadcrumbEntry>
  );
}
