import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { FormFacts } from '@homestage/backstage-plugin-gitops-common';
import { fieldProblem } from '../../fields/fieldProblem';
import {
  patternProblem,
  type PatternOptions,
} from '../../fields/patternProblem';
import { useFormFacts } from '../../hooks/useFormFacts';
import { gitopsTranslationRef } from '../../translation';
import { TreeFieldView } from './TreeFieldView';

/** What the scaffolder's form gives a field that holds a text. */
export type TreeFieldProps = FieldExtensionComponentProps<
  string | undefined,
  PatternOptions
>;

interface TreeFieldOptions extends TreeFieldProps {
  /** Path in the form. */
  field: string;
  optionsOf?: (
    facts: FormFacts,
    form: Record<string, unknown>,
  ) => readonly string[];
  suggestionOf?: (
    facts: FormFacts,
    form: Record<string, unknown>,
  ) => string | undefined;
  /** Stands in for the schema's description when the tree knows better. */
  descriptionOf?: (facts: FormFacts) => string | undefined;
  noteOf?: (
    value: string,
    facts: FormFacts | undefined,
    form: Record<string, unknown>,
  ) => string | undefined;
  /** What is to be minded about a value that may stay as it is. */
  warning?: string;
}

/** A text of a form that is checked against the tree while it is typed. */
export function TreeField(props: TreeFieldOptions) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { field, schema, uiSchema, formData = '', rawErrors } = props;
  const form: Record<string, unknown> = props.formContext?.formData ?? {};
  const repository =
    typeof form.repository === 'string' ? form.repository : undefined;
  const { data: facts, error } = useFormFacts(repository);
  const isUnread = error !== undefined || (facts && !facts.commit);
  const reason = error?.message ?? facts?.source.message ?? '';
  const suggestion = facts && props.suggestionOf?.(facts, form);
  const problem =
    fieldProblem(field, { value: formData, form, facts }) ??
    patternProblem({ name: field, value: formData, schema, uiSchema });
  // What the form minds about an empty field is that it is empty; it says so in
  // the words of its schema, not in people's.
  const formErrors =
    rawErrors?.length && !formData ? [t('field.required')] : rawErrors;
  return (
    <TreeFieldView
      id={props.idSchema?.$id}
      label={schema.title ?? field}
      description={
        (facts && props.descriptionOf?.(facts)) ?? schema.description
      }
      value={formData}
      isRequired={props.required}
      isDisabled={props.disabled}
      options={props.optionsOf && (facts ? props.optionsOf(facts, form) : [])}
      problem={problem}
      errors={formErrors}
      warning={props.warning}
      suggestion={suggestion === formData ? undefined : suggestion}
      note={
        isUnread
          ? t('field.factsMissing', { reason })
          : formData && props.noteOf?.(formData, facts, form)
      }
      onChange={value => props.onChange(value || undefined)}
    />
  );
}

/** Name of an app: free in its namespace. */
export function AppNameField(props: TreeFieldProps) {
  return <TreeField {...props} field="name" />;
}

/** Namespace: one of the tree's, or a new one. */
export function NamespaceField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="namespace"
      optionsOf={facts => facts.namespaces.map(({ name }) => name)}
      noteOf={(name, facts) =>
        facts && !facts.namespaces.some(each => each.name === name)
          ? t('field.newNamespace', { name })
          : undefined
      }
    />
  );
}

/** Host name: in nobody's use; offers the name under the tree's domain. */
export function HostnameField(props: TreeFieldProps) {
  return (
    <TreeField
      {...props}
      field="hostname"
      suggestionOf={(facts, { name, app }) => {
        // A new app has a name; one of the tree is named with its namespace.
        const label = name ?? String(app ?? '').split('/')[1];
        return facts.domain && typeof label === 'string' && label
          ? `${label}.${facts.domain}`
          : undefined;
      }}
    />
  );
}

/** Size of a volume, as a Kubernetes quantity. */
export function SizeField(props: TreeFieldProps) {
  return <TreeField {...props} field="volume.size" />;
}

/** Storage class: those that the tree's claims use or its storage brings; says what one can do. */
export function StorageClassField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const describe = (value: string, facts?: FormFacts) => {
    const found = facts?.classFacts.find(({ name }) => name === value);
    return (
      found &&
      [
        found.isDefault && t('field.classIsDefault'),
        found.allowsExpansion && t('field.classGrows'),
        found.reclaimPolicy === 'Retain' && t('field.classRetains'),
        found.reclaimPolicy === 'Delete' && t('field.classDeletes'),
      ]
        .filter(Boolean)
        .join(' · ')
    );
  };
  return (
    <TreeField
      {...props}
      field="volume.storageClass"
      optionsOf={facts => facts.storageClasses}
      noteOf={describe}
    />
  );
}
