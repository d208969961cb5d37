import { Children, type ReactElement } from 'react';
import { Container } from '@backstage/ui';
import { WhatThereIs } from '../WhatThereIs/WhatThereIs';
import styles from './Overview.module.css';

/** Props of {@link Overview}. */
export interface OverviewProps {
  /** What each domain has to say, in the order of their installation. */
  sections: ReactElement[];
}

/** What is wrong now, domain by domain; then what there is. */
export function Overview(props: OverviewProps) {
  return (
    <Container>
      <div className={styles.overview}>
        {Children.toArray(props.sections)}
        <WhatThereIs />
      </div>
    </Container>
  );
}
