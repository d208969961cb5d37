import type { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { HoverCard } from './HoverCard';
import { KindIcon } from './KindIcon';
import styles from './ObjectLink.module.css';

/** @public */
export interface ObjectLinkProps {
  kind: string;
  name: string;
  /** Unset for cluster-scoped objects. */
  namespace?: string;
  /** Shown when given; leave it out where the page is about one cluster. */
  cluster?: string;
  /** Where it is shown; unset draws no link. */
  to?: string;
  /** Facts for the small card on hover and focus: status, age, owner, revision. */
  card?: ReactNode;
  /** `name` leaves the kind and namespace to columns beside it. */
  form?: 'full' | 'name';
}

/**
 * The identity of an object, the same everywhere: icon, name, namespace and
 * cluster, with a link and a small card where there is more to say.
 *
 * @public
 */
export function ObjectLink(props: ObjectLinkProps) {
  const { kind, name, namespace, cluster, to, card, form = 'full' } = props;
  const place = [namespace, cluster && `on ${cluster}`]
    .filter(Boolean)
    .join(' ');
  const identity = (
    <span className={styles.identity}>
      <KindIcon kind={kind} />
      <span className={styles.name}>
        {to ? <Link href={to}>{name}</Link> : name}
      </span>
      {form === 'full' && (
        <span className={styles.place}>
          {kind}
          {place && ` · ${place}`}
        </span>
      )}
    </span>
  );
  return card ? <HoverCard card={card}>{identity}</HoverCard> : identity;
}
