import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CommandLine,
  EmptyState,
  Panel,
} from '@homestage/backstage-plugin-lab-react';
import { talosTranslationRef } from '../../translation';
import styles from './SetUp.module.css';

const NEW_TALOSCONFIG =
  'talosctl config new --roles os:reader --crt-ttl 8760h talosconfig';

const SERVICE_ACCOUNT = `kubectl apply -f - <<'END'
apiVersion: talos.dev/v1alpha1
kind: ServiceAccount
metadata: { name: homestage-talos, namespace: homestage }
spec: { roles: ["os:reader"] }
END`;

const CONFIG = `homestage: { talos: { clusters: [{ name: home, talosconfig: ./talosconfig }] } }`;

/** The exact steps of both ways in, for a portal without a Talos cluster. */
export function SetUp() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <div className={styles.page}>
      <EmptyState title={t('setUp.title')} message={t('setUp.message')} />
      <Panel title={t('setUp.outside')}>
        <CommandLine command={NEW_TALOSCONFIG} />
      </Panel>
      <Panel title={t('setUp.inside')}>
        <p className={styles.text}>{t('setUp.insideAllow')}</p>
        <CommandLine command={SERVICE_ACCOUNT} />
        <p className={styles.text}>{t('setUp.insideMount')}</p>
      </Panel>
      <Panel title={t('setUp.configure')}>
        <CommandLine command={CONFIG} />
      </Panel>
    </div>
  );
}
