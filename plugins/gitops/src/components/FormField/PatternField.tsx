import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { patternProblem } from '../../fields/patternProblem';
import { gitopsTranslationRef } from '../../translation';
import type { TreeFieldProps } from './TreeField';
import { TreeFieldView } from './TreeFieldView';

/** A text with a pattern, of which no tree knows more; offers the examples of its schema. */
export function PatternField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { schema, uiSchema, formData = '', rawErrors, name } = props;
  return (
    <TreeFieldView
      id={props.idSchema?.$id}
      label={schema.title ?? name}
      description={schema.description}
      value={formData}
      isRequired={props.required}
      isDisabled={props.disabled}
      options={examplesOf(schema)}
      problem={patternProblem({ name, value: formData, schema, uiSchema })}
      errors={
        rawErrors?.length && !formData ? [t('field.required')] : rawErrors
      }
      onChange={value => props.onChange(value || undefined)}
    />
  );
}

function examplesOf({ examples }: TreeFieldProps['schema']) {
  return Array.isArray(examples) ? examples.map(String) : undefined;
}
