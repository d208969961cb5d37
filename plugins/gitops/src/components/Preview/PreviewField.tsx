import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { usePreview } from '../../hooks/usePreview';
import { PreviewView } from './PreviewView';

/** What the field adds to the form. */
export interface PreviewFieldValue {
  overrideReason?: string;
}

/** Options in the template: which template is previewed. */
export interface PreviewFieldOptions {
  templateRef?: string;
}

/** Props of {@link PreviewField}. */
export type PreviewFieldProps = FieldExtensionComponentProps<
  PreviewFieldValue | undefined,
  PreviewFieldOptions
>;

/** Shows what the template would write with the form as it is filled in. */
export function PreviewField(props: PreviewFieldProps) {
  const { formData, name, onChange, uiSchema, formContext } = props;
  const { [name]: _own, ...values } = formContext?.formData ?? {};
  const { state, retry } = usePreview({
    templateRef: uiSchema['ui:options']?.templateRef ?? '',
    values,
  });
  return (
    <PreviewView
      state={state}
      overrideReason={formData?.overrideReason ?? ''}
      onOverride={reason => onChange({ overrideReason: reason || undefined })}
      onRetry={retry}
    />
  );
}
