import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './SidebarLogo.module.css';

/** The mark, and the name when there is room for it. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      color="inherit"
      className={styles.logo}
      aria-label="Homestage"
    >
      <img className={styles.mark} src="/homestage.svg" alt="" />
      {isOpen && <span>Homestage</span>}
    </Link>
  );
}
