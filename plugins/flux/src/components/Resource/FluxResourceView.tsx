import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxDetail } from '@homestage/backstage-plugin-flux-common';
import {
  ConditionsTable,
  Panel,
  type ShownCondition,
} from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { InventoryTree } from '../Tree/InventoryTree';
import { Commands } from './Commands';
import { Dependencies } from './Dependencies';
import { Events } from './Events';
import { Facts } from './Facts';
import { History } from './History';
import { Judgement } from './Judgement';
import { RawObject } from './RawObject';
import styles from './Resource.module.css';

/** Kinds whose inventory leads somewhere. */
const HAS_INVENTORY = [
  'Kustomization',
  'HelmRelease',
  'ResourceSet',
  'FluxInstance',
];

function shownConditions(detail: FluxDetail): ShownCondition[] {
  return detail.conditions.map(condition => ({
    ...condition,
    explanation: condition.explanation?.meaning,
  }));
}

/** Props of {@link FluxResourceView}. */
export interface FluxResourceViewProps {
  detail: FluxDetail;
}

/** One Flux object: the answer first, evidence below, the raw object last. */
export function FluxResourceView(props: FluxResourceViewProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { detail } = props;
  return (
    <div className={styles.view}>
      <Judgement detail={detail} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {HAS_INVENTORY.includes(detail.row.kind) && (
            <Panel title={t('resource.inventory')}>
              <InventoryTree object={detail.row} />
            </Panel>
          )}
          <Panel title={t('resource.history')}>
            <History detail={detail} />
          </Panel>
          <Panel title={t('resource.conditions')}>
            <ConditionsTable conditions={shownConditions(detail)} />
          </Panel>
          <Panel title={t('resource.events')}>
            <Events events={detail.events} />
          </Panel>
        </div>
        <div className={styles.side}>
          <Panel title={t('resource.facts')}>
            <Facts detail={detail} />
          </Panel>
          <Panel title={t('resource.dependencies')}>
            <Dependencies detail={detail} />
          </Panel>
          <Panel title={t('resource.commands')}>
            <Commands commands={detail.commands} />
          </Panel>
        </div>
      </div>
      <RawObject object={detail.object} />
    </div>
  );
}
