import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Combobox } from '@backstage/ui';
import { Panel } from '@homestage/backstage-plugin-lab-react';
import {
  planUpgrade,
  upgradeChoices,
  upgradeFrom,
  type ClusterUpgrade,
} from '@homestage/backstage-plugin-talos-common';
import { useSearchParams } from 'react-router-dom';
import { talosTranslationRef } from '../../translation';
import { UpgradeSteps } from './UpgradeSteps';
import styles from './Upgrades.module.css';

/** Props of {@link UpgradeWay}. */
export interface UpgradeWayProps {
  upgrade: ClusterUpgrade;
}

/** The wished versions, kept in the address so that a link shows the same way. */
function useWishedVersions(cluster: string, first: string | undefined) {
  const [params, setParams] = useSearchParams();
  const nameOf = (what: string) => `${cluster}.${what}`;
  const [wish, setWish] = useState({
    talos: params.get(nameOf('talos')) ?? first ?? '',
    kubernetes: params.get(nameOf('kubernetes')) ?? '',
  });
  const choose = (what: keyof typeof wish, version: string) => {
    setWish(before => ({ ...before, [what]: version }));
    setParams(
      before => {
        const after = new URLSearchParams(before);
        after.set(nameOf(what), version);
        return after;
      },
      { replace: true },
    );
  };
  return { wish, choose };
}

/** The steps from what runs to the versions that somebody chooses. */
export function UpgradeWay(props: UpgradeWayProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { upgrade } = props;
  const choices = upgradeChoices(upgrade);
  const { wish, choose } = useWishedVersions(
    upgrade.cluster,
    choices.talos.at(-1),
  );
  const plan = planUpgrade({
    from: upgradeFrom(upgrade),
    to: {
      talos: wish.talos.trim() || undefined,
      kubernetes: wish.kubernetes.trim() || undefined,
    },
    extensions: upgrade.extensions,
  });
  const field = (what: 'talos' | 'kubernetes', label: string) => (
    <Combobox
      label={label}
      placeholder={t('upgrades.stays')}
      allowsCustomValue
      menuTrigger="focus"
      options={choices[what].map(version => ({ id: version, label: version }))}
      search={{
        inputValue: wish[what],
        onInputChange: version => choose(what, version),
        // Whatever is typed, all of the few are offered.
        filter: () => true,
      }}
    />
  );
  return (
    <Panel title={t('upgrades.way')}>
      <div className={styles.wish}>
        {field('talos', t('upgrades.toTalos'))}
        {field('kubernetes', t('upgrades.toKubernetes'))}
      </div>
      <div aria-live="polite">
        {plan.refusal ? (
          <p className={styles.refusal} role="alert">
            {plan.refusal}
          </p>
        ) : (
          <UpgradeSteps steps={plan.steps} upgrade={upgrade} />
        )}
      </div>
    </Panel>
  );
}
