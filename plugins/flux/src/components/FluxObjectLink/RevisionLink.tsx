import { Link } from '@backstage/ui';
import { CopyButton } from '@homestage/backstage-plugin-lab-react';
import { commitUrl } from '../../links/commitUrl';
import styles from './RevisionLink.module.css';

/** Props of {@link RevisionLink}. */
export interface RevisionLinkProps {
  /** With short hash, as it is shown. */
  revision: string;
  /** Whole, as it is copied and linked; unset links nothing. */
  fullRevision?: string;
  /** Address of the repository it is a revision of. */
  url?: string;
}

/** A revision people can read, copy whole, and follow to its commit. */
export function RevisionLink(props: RevisionLinkProps) {
  const { revision, fullRevision, url } = props;
  const href = commitUrl({ url, revision: fullRevision });
  return (
    <span className={styles.revision}>
      {href ? <Link href={href}>{revision}</Link> : revision}
      <CopyButton text={fullRevision ?? revision} what="the revision" />
    </span>
  );
}
