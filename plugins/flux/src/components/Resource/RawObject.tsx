import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { CopyButton } from '@homestage/backstage-plugin-lab-react';
import { stringify } from 'yaml';
import { fluxTranslationRef } from '../../translation';
import styles from './Resource.module.css';

/** Props of {@link RawObject}. */
export interface RawObjectProps {
  object: Readonly<Record<string, unknown>>;
}

/** The object as the cluster has it, folded until somebody asks. */
export function RawObject(props: RawObjectProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const text = useMemo(
    () => stringify(props.object, { aliasDuplicateObjects: false }),
    [props.object],
  );
  return (
    <Accordion>
      <AccordionTrigger title={t('resource.yaml')} />
      <AccordionPanel>
        <div className={styles.yaml}>
          <CopyButton text={text} what={t('resource.yamlCopy')} />
          <pre>{text}</pre>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
