import { useState } from 'react';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Container, SearchField } from '@backstage/ui';
import type {
  AppPreset,
  FormFacts,
  PresetsAnswer,
} from '@homestage/backstage-plugin-gitops-common';
import {
  Banner,
  EmptyState,
  LiveView,
} from '@homestage/backstage-plugin-lab-react';
import { useFormFacts } from '../../hooks/useFormFacts';
import { usePresets } from '../../hooks/usePresets';
import { templateRouteRef } from '../../routes';
import { gitopsTranslationRef } from '../../translation';
import { PresetCard } from './PresetCard';
import { findPresets, presetForm } from './presetForm';
import styles from './Presets.module.css';

/** Apps to choose from; each leads to its form, filled in for this tree. */
export function PresetsPage() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const query = usePresets();
  const { data: facts } = useFormFacts();
  return (
    <Container>
      <LiveView query={query} subject={t('presets.subject')}>
        {answer => <Gallery answer={answer} facts={facts} />}
      </LiveView>
    </Container>
  );
}

function Gallery(props: { answer: PresetsAnswer; facts?: FormFacts }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { answer, facts } = props;
  const [typed, setTyped] = useState('');
  const addressOf = useFormAddress(facts);
  if (answer.presets.length === 0 && answer.problems.length === 0) {
    return (
      <EmptyState
        title={t('presets.emptyTitle')}
        nextStep={t('presets.emptyNext')}
      />
    );
  }
  const found = findPresets(answer.presets, typed);
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <SearchField
          aria-label={t('presets.search')}
          placeholder={t('presets.search')}
          value={typed}
          onChange={setTyped}
          className={styles.search}
        />
        <span className={styles.count} role="status">
          {t('presets.count', {
            found: String(found.length),
            all: String(answer.presets.length),
          })}
        </span>
        <ButtonLink variant="secondary" href={addressOf()}>
          {t('presets.blank')}
        </ButtonLink>
      </div>
      {answer.problems.length > 0 && (
        <Banner level="warning" title={t('presets.problems')}>
          {answer.problems.join('; ')}
        </Banner>
      )}
      {found.length === 0 && (
        <EmptyState
          title={t('presets.noneTitle', { typed })}
          nextStep={t('presets.noneNext')}
        />
      )}
      {groups.map(group => (
        <section key={group} aria-label={group}>
          <h2 className={styles.group}>{group}</h2>
          <ul className={styles.cards}>
            {found
              .filter(preset => preset.group === group)
              .map(preset => (
                <PresetCard
                  key={preset.name}
                  preset={preset}
                  href={addressOf(preset)}
                  isThere={facts?.apps.some(({ name }) => name === preset.name)}
                />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The address of the form, blank or filled in. */
function useFormAddress(
  facts: FormFacts | undefined,
): (preset?: AppPreset) => string {
  const template = useRouteRef(templateRouteRef);
  const path =
    template?.({ namespace: 'default', templateName: 'add-app' }) ?? '';
  return preset => {
    if (!preset) {
      return path;
    }
    const formData = JSON.stringify(presetForm(preset, facts));
    return `${path}?${new URLSearchParams({ formData })}`;
  };
}
