import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  LiveView,
  Panel,
  StatusChip,
} from '@homestage/backstage-plugin-lab-react';
import type { CertificateRow } from '@homestage/backstage-plugin-talos-common';
import { useTalosCertificates } from '../../hooks/useTalos';
import { talosTranslationRef } from '../../translation';
import { tellDaysLeft } from './tellDaysLeft';
import { FactTable } from '../FactTable/FactTable';

/** Props of {@link CertificatesView}. */
export interface CertificatesViewProps {
  certificates: readonly CertificateRow[];
}

/** Certificates, the one that ends first on top. */
export function CertificatesView(props: CertificatesViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <Panel title={t('certificates.label')}>
      <FactTable
        label={t('certificates.label')}
        columns={[
          t('certificates.what'),
          t('certificates.kind'),
          t('certificates.days'),
          t('certificates.ends'),
          t('certificates.note'),
        ]}
        rows={props.certificates.map(certificate => ({
          key: `${certificate.cluster}/${certificate.kind}/${certificate.name}`,
          cells: [
            <code key="name">{certificate.name}</code>,
            [
              t(`certificates.${certificate.kind}`),
              certificate.roles?.length
                ? t('certificates.roles', {
                    roles: certificate.roles.join(', '),
                  })
                : '',
            ]
              .filter(Boolean)
              .join(', '),
            <StatusChip
              key="days"
              level={certificate.severity}
              word={tellDaysLeft(certificate.daysLeft, t)}
              variant="text"
            />,
            certificate.notAfter.slice(0, 10),
            certificate.sentence,
          ],
        }))}
        empty={t('certificates.emptyNext')}
      />
    </Panel>
  );
}

/** Client, authority and serving certificates with the days they have left. */
export function CertificatesPage() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <Container>
      <LiveView
        query={useTalosCertificates()}
        subject={t('certificates.subject')}
      >
        {data => <CertificatesView certificates={data.rows} />}
      </LiveView>
    </Container>
  );
}
