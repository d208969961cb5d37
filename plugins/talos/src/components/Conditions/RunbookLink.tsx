import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  clusterEntityRef,
  type RunbookRef,
} from '@homestage/backstage-plugin-lab-common';
import { docsRouteRef } from '../../routes';
import { talosTranslationRef } from '../../translation';

/** Props of {@link RunbookLink}. */
export interface RunbookLinkProps {
  cluster: string;
  runbook: RunbookRef;
  /** Unset: that it opens the runbook. */
  text?: string;
}

/** To the runbook's part about this; nothing in a portal without TechDocs. */
export function RunbookLink(props: RunbookLinkProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const docs = useRouteRef(docsRouteRef);
  const { cluster, runbook } = props;
  if (!docs) {
    return null;
  }
  const root = docs(parseEntityRef(clusterEntityRef(cluster)));
  const parameters = new URLSearchParams(runbook.parameters).toString();
  const query = parameters ? `?${parameters}` : '';
  const anchor = runbook.anchor ? `#${runbook.anchor}` : '';
  return (
    <Link href={`${root}/runbooks/${runbook.page}/${query}${anchor}`}>
      {props.text ?? t('condition.runbook')}
    </Link>
  );
}
