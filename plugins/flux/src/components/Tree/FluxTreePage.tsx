import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Switch } from '@backstage/ui';
import { fluxKey } from '@homestage/backstage-plugin-flux-common';
import {
  EmptyState,
  LiveView,
  Panel,
} from '@homestage/backstage-plugin-lab-react';
import { useSearchParams } from 'react-router-dom';
import { useFluxSummary } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { InventoryTree } from './InventoryTree';
import styles from './Tree.module.css';

const SHOW = 'show';
const FAILING = 'failing';

/** From each root down to the last object; the way to what fails is open. */
export function FluxTreePage() {
  const { t } = useTranslationRef(fluxTranslationRef);
  const [params, setParams] = useSearchParams();
  const isFailingOnly = params.get(SHOW) === FAILING;
  return (
    <Container>
      <LiveView query={useFluxSummary()} subject={t('overview.subject')}>
        {({ summary }) => (
          <div className={styles.page}>
            <Switch
              label={t('tree.failingOnly')}
              isSelected={isFailingOnly}
              onChange={selected =>
                setParams(selected ? { [SHOW]: FAILING } : {}, {
                  replace: true,
                })
              }
            />
            {summary.roots.length === 0 && (
              <EmptyState title={t('tree.rootsNone')} />
            )}
            {summary.roots.map(root => (
              <Panel
                key={fluxKey(root)}
                title={`${root.namespace}/${root.name}`}
                aside={root.cluster}
              >
                <InventoryTree object={root} isFailingOnly={isFailingOnly} />
              </Panel>
            ))}
          </div>
        )}
      </LiveView>
    </Container>
  );
}
