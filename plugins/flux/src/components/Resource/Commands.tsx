import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxCommand } from '@homestage/backstage-plugin-flux-common';
import { CommandLine } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import styles from './Resource.module.css';

/** Props of {@link Commands}. */
export interface CommandsProps {
  commands: readonly FluxCommand[];
}

/** The commands that show or do the same, with a mark on those that change something. */
export function Commands(props: CommandsProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  return (
    <div className={styles.commands}>
      {props.commands.map(each => (
        <CommandLine
          key={each.command}
          command={each.command}
          title={
            each.isChange
              ? `${each.title} (${t('resource.commandChanges')})`
              : each.title
          }
        />
      ))}
    </div>
  );
}
