import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FormFacts } from '@homestage/backstage-plugin-gitops-common';
import { gitopsTranslationRef } from '../../translation';
import { TreeField, type TreeFieldProps } from './TreeField';

type AppFacts = FormFacts['apps'][number];

function findApp(
  facts: FormFacts | undefined,
  reference: unknown,
): AppFacts | undefined {
  return facts?.apps.find(
    ({ namespace, name }) => `${namespace}/${name}` === reference,
  );
}

/** An app of the tree; says what is known of the one that was chosen. */
export function AppField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const describe = (value: string, facts?: FormFacts) => {
    const app = findApp(facts, value);
    return (
      app &&
      [
        app.isSuspended && t('field.appSuspended'),
        app.hostnames.length > 0 &&
          t('field.appHostnames', { hostnames: app.hostnames.join(', ') }),
        ...app.parts.map(({ part, version }) =>
          t('field.partVersion', { part, version: withoutDigest(version) }),
        ),
      ]
        .filter(Boolean)
        .join(' · ')
    );
  };
  return (
    <TreeField
      {...props}
      field="app"
      optionsOf={facts =>
        facts.apps.map(({ namespace, name }) => `${namespace}/${name}`)
      }
      noteOf={describe}
    />
  );
}

/** What of the chosen app is upgraded: an image or a chart. */
export function AppPartField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="part"
      optionsOf={(facts, { app }) =>
        findApp(facts, app)?.parts.map(({ part }) => part) ?? []
      }
      noteOf={(value, facts, { app }) => {
        const found = findApp(facts, app)?.parts.find(
          ({ part }) => part === value,
        );
        return found && t('field.versionNow', { version: found.version });
      }}
    />
  );
}

/** A namespace that the tree does not have yet. */
export function NewNamespaceField(props: TreeFieldProps) {
  return <TreeField {...props} field="newNamespace" />;
}

function withoutDigest(version: string): string {
  return version.split('@')[0];
}
