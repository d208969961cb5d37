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

/** Source: siderolabs/talos pkg/machinery/config/types/k8s, as of 1.14. */
const ALLOW = `apiVersion: v1alpha1
kind: KubeTalosAPIAccessConfig
allowedRoles:
  - os:reader
allowedKubernetesNamespaces:
  - homestage`;

const ALLOW_BEFORE = `machine:
  features:
    kubernetesTalosAPIAccess:
      enabled: true
      allowedRoles:
        - os:reader
      allowedKubernetesNamespaces:
        - homestage`;

const CONFIG = `homestage:
  talos:
    clusters:
      - name: home
        talosconfig: ./talosconfig`;

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
        <CommandLine title={t('setUp.allow')} command={ALLOW} />
        <CommandLine title={t('setUp.allowBefore')} command={ALLOW_BEFORE} />
        <CommandLine title={t('setUp.ask')} command={SERVICE_ACCOUNT} />
        <p className={styles.text}>{t('setUp.insideMount')}</p>
      </Panel>
      <Panel title={t('setUp.configure')}>
        <CommandLine command={CONFIG} />
      </Panel>
    </div>
  );
}
