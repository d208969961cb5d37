import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FIELD_RULES,
  locateImage,
  parseImageReference,
} from '@homestage/backstage-plugin-gitops-common';
import { useImageCheck } from '../../hooks/useImageCheck';
import { gitopsTranslationRef } from '../../translation';
import { TreeField, type TreeFieldProps } from './TreeField';

/** Image reference: read back in its parts; says whether its registry has it. */
export function ImageField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const words = useImageWords(props.formData);
  const read = (value: string) => {
    const parsed = parseImageReference(value);
    if (!parsed.ok) {
      return undefined;
    }
    const { registry, repository, tag, digest } = parsed.image;
    const parts = t('field.reads', {
      repository: registry ? repository.slice(registry.length + 1) : repository,
      registry: registry ?? t('field.defaultRegistry'),
      tag: [tag, digest?.slice(0, 19)].filter(Boolean).join(' @ '),
    });
    return [parts, words.note].filter(Boolean).join(' · ');
  };
  return (
    <TreeField {...props} field="image" noteOf={read} warning={words.warning} />
  );
}

/** Tag of an image or version of a chart; of an image it says whether it is there. */
export function VersionField(props: TreeFieldProps) {
  const { part } = props.formContext?.formData ?? {};
  const [, repository] = String(part ?? '').match(/^image (\S+)$/) ?? [];
  const { note, warning } = useImageWords(
    repository && props.formData
      ? `${repository}:${props.formData}`
      : undefined,
  );
  return (
    <TreeField
      {...props}
      field="version"
      noteOf={() => note}
      warning={warning}
    />
  );
}

/** What is to be said of an image: that it is there, is not, or that nobody knows. */
function useImageWords(image: string | undefined): {
  note?: string;
  warning?: string;
} {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const parsed =
    image && !FIELD_RULES.image(image) ? parseImageReference(image) : undefined;
  const state = useImageCheck(parsed?.ok ? image : undefined);
  if (!parsed?.ok || !state) {
    return {};
  }
  if (state.status === 'asking') {
    const { registry } = locateImage(parsed.image);
    return { note: t('field.imageAsking', { registry }) };
  }
  if (state.status === 'failed') {
    return { note: t('field.imageNotChecked', { reason: state.message }) };
  }
  const { check } = state;
  const sentences = [check.message, check.nextStep].filter(Boolean).join(' ');
  switch (check.state) {
    case 'exists':
      return { note: t('field.imageExists', { registry: check.registry }) };
    case 'missing':
      return { warning: sentences };
    default:
      return { note: t('field.imageNotChecked', { reason: sentences }) };
  }
}
