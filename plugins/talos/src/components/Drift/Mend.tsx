import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { DriftRow } from '@homestage/backstage-plugin-talos-common';
import { useTemplateLink } from '../../hooks/useTemplateLink';
import { talosTranslationRef } from '../../translation';
import { RunbookLink } from '../Conditions/RunbookLink';

/** To what mends a difference: a form that is filled in, or the runbook. */
export function Mend(props: { row: DriftRow }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const templateLink = useTemplateLink();
  const { cluster, machine, node, mend } = props.row;
  if (!mend) {
    return null;
  }
  const form = mend.template && templateLink(mend.template, mend.values ?? {});
  return form ? (
    <Link href={form}>{t('drift.form')}</Link>
  ) : (
    <RunbookLink
      cluster={cluster}
      runbook={{
        ...mend.runbook,
        parameters: {
          'node.name': machine,
          ...(node ? { 'node.address': node } : {}),
        },
      }}
      text={t('drift.runbook')}
    />
  );
}
