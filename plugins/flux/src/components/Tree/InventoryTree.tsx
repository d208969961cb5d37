import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  FluxRef,
  TreeNode,
} from '@homestage/backstage-plugin-flux-common';
import {
  LiveView,
  ObjectTree,
  StatusChip,
  type ObjectTreeNode,
} from '@homestage/backstage-plugin-lab-react';
import { useNavigate } from 'react-router-dom';
import { useFluxTree } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { useResourcePath } from '../FluxObjectLink/useResourcePath';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import { objectLevel } from '../FluxStatusChip/objectLevel';
import { countAll, drawTree, failingPart } from './treeNodes';
import styles from './Tree.module.css';

/** Notes that say how much is known, and so take the place of a status. */
const UNREAD = ['not-read', 'not-watched', 'remote'];

function NodeStatus(props: { node: TreeNode }) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { node } = props;
  if (node.fluxStatus) {
    return <FluxStatusChip status={node.fluxStatus} reason={node.message} />;
  }
  const level =
    node.note && UNREAD.includes(node.note) ? 'unknown' : objectLevel(node);
  return (
    <StatusChip
      level={level}
      word={node.note ? t(`tree.${node.note}`) : node.status}
      reason={node.message}
    />
  );
}

function NodeCounts(props: { node: TreeNode }) {
  const { node } = props;
  const all = countAll(node.counts);
  if (node.children.length === 0 || all === 0) {
    return null;
  }
  const bad = (node.counts.error ?? 0) + (node.counts.warning ?? 0);
  return (
    <span className={styles.counts}>{bad > 0 ? `${bad} / ${all}` : all}</span>
  );
}

/** Props of {@link InventoryTreeView}. */
export interface InventoryTreeViewProps {
  cluster: string;
  root: TreeNode;
  isFailingOnly?: boolean;
}

/** What one Flux object applied, down to the leaves. */
export function InventoryTreeView(props: InventoryTreeViewProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { cluster, root, isFailingOnly = false } = props;
  const navigate = useNavigate();
  const pathOf = useResourcePath();
  const drawn = useMemo(() => {
    const shown = isFailingOnly ? failingPart(root) : root;
    const drawing = {
      content: (node: TreeNode) => (
        <>
          <FluxObjectLink object={{ ...node, cluster, status: undefined }} />
          <NodeStatus node={node} />
        </>
      ),
      aside: (node: TreeNode) => <NodeCounts node={node} />,
    };
    return shown && drawTree(shown, drawing);
  }, [cluster, root, isFailingOnly]);

  if (!drawn) {
    return <p className={styles.none}>{t('tree.failingNone')}</p>;
  }
  const openNode = (line: ObjectTreeNode) => {
    const object = drawn.objects.get(line.id);
    const path = object && pathOf({ ...object, cluster });
    if (path) {
      navigate(path);
    }
  };
  return (
    <ObjectTree
      label={`${root.kind} ${root.name}`}
      nodes={drawn.nodes}
      onOpen={openNode}
    />
  );
}

/** Props of {@link InventoryTree}. */
export interface InventoryTreeProps {
  object: FluxRef;
  isFailingOnly?: boolean;
}

/** {@link InventoryTreeView}, kept true. */
export function InventoryTree(props: InventoryTreeProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { object, isFailingOnly } = props;
  const { cluster, kind, namespace, name } = object;
  const query = useFluxTree({ cluster, kind, namespace, name });
  return (
    <LiveView query={query} subject={t('tree.subject')}>
      {data => (
        <InventoryTreeView
          cluster={cluster}
          root={data.root}
          isFailingOnly={isFailingOnly}
        />
      )}
    </LiveView>
  );
}
