import { useId, useRef } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { gitopsChangeCreatePermission } from '@homestage/backstage-plugin-gitops-common';
import { useHeldSubmit } from '../../hooks/useHeldSubmit';
import { useHasToken } from '../../hooks/usePersonalSignIn';
import { usePreview } from '../../hooks/usePreview';
import { useRepository } from '../../hooks/useRepository';
import { holdReason } from './holdReason';
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

/**
 * Shows what the template would write with the form as it is filled in, and
 * holds the form while that may not be proposed.
 */
export function PreviewField(props: PreviewFieldProps) {
  const { formData, name, onChange, uiSchema, formContext } = props;
  const { [name]: _own, ...values } = formContext?.formData ?? {};
  const { state, retry } = usePreview({
    templateRef: uiSchema['ui:options']?.templateRef ?? '',
    values,
  });
  const { allowed, loading } = usePermission({
    permission: gitopsChangeCreatePermission,
  });
  const { chosen } = useRepository(values.repository);
  const hasToken = useHasToken();
  const overrideReason = formData?.overrideReason ?? '';
  const reason = holdReason({
    state,
    overrideReason,
    isAllowed: loading ? undefined : allowed,
    needsSignIn: chosen?.signIn === 'required' && !hasToken,
  });
  const anchor = useRef<HTMLDivElement>(null);
  const reasonId = useId();
  useHeldSubmit(anchor, { isHeld: reason !== undefined, reasonId });
  return (
    <div ref={anchor}>
      <PreviewView
        state={state}
        overrideReason={overrideReason}
        onOverride={text => onChange({ overrideReason: text || undefined })}
        onRetry={retry}
        hold={reason && { reason, id: reasonId }}
      />
    </div>
  );
}
