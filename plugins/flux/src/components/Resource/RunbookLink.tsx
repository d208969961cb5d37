import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import type { FluxExplanation } from '@homestage/backstage-plugin-flux-common';
import { clusterEntityRef } from '@homestage/backstage-plugin-lab-common';
import { docsRouteRef } from '../../routes';
import { fluxTranslationRef } from '../../translation';

/** Props of {@link RunbookLink}. */
export interface RunbookLinkProps {
  /** The lab's runbooks are the docs of the cluster's entity. */
  cluster: string;
  runbook: NonNullable<FluxExplanation['runbook']>;
}

/** To the runbook's part about this; nothing in a portal without TechDocs. */
export function RunbookLink(props: RunbookLinkProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const docs = useRouteRef(docsRouteRef);
  const { cluster, runbook } = props;
  if (!docs) {
    return null;
  }
  const root = docs(parseEntityRef(clusterEntityRef(cluster)));
  return (
    <Link href={`${root}/${runbook.page}/#${runbook.anchor}`}>
      {t('resource.runbook')}
    </Link>
  );
}
