import type { FluxRelation } from '@homestage/backstage-plugin-flux-common';
import { fluxKey } from '@homestage/backstage-plugin-flux-common';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import { FluxObjectLink } from './FluxObjectLink';
import styles from './RelationList.module.css';

/** Props of {@link RelationList}. */
export interface RelationListProps {
  relations: readonly FluxRelation[];
  /** Said when there is none. */
  none: string;
}

/** Flux objects below each other, each with its status and why. */
export function RelationList(props: RelationListProps) {
  if (props.relations.length === 0) {
    return <p className={styles.none}>{props.none}</p>;
  }
  return (
    <ul className={styles.list}>
      {props.relations.map(relation => (
        <li key={fluxKey(relation)} className={styles.relation}>
          <FluxStatusChip status={relation.status} reason={relation.message} />
          <FluxObjectLink object={relation} />
        </li>
      ))}
    </ul>
  );
}
