import { useId, type ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Combobox, TextField } from '@backstage/ui';
import type { FieldProblem } from '@homestage/backstage-plugin-gitops-common';
import { StatusChip } from '@homestage/backstage-plugin-lab-react';
import { gitopsTranslationRef } from '../../translation';
import styles from './TreeFieldView.module.css';

/** Props of {@link TreeFieldView}. */
export interface TreeFieldViewProps {
  id?: string;
  label: string;
  description?: string;
  value: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Unset: free text. Set: these are offered, and others may be typed. */
  options?: readonly string[];
  problem?: FieldProblem;
  /** What the form itself minds, after a step was refused. */
  errors?: readonly string[];
  /** What is to be minded, and stops nobody. */
  warning?: string;
  /** Offered as a button; unset when it is the value already. */
  suggestion?: string;
  /** What the value means, or what is not known. */
  note?: ReactNode;
  onChange: (value: string) => void;
  onBlur?: () => void;
}

/**
 * A text that is checked while it is typed. One line below it says what to fill
 * in, then what was understood or what is wrong, with a link to the file that
 * says otherwise: the fields after it stay where they are.
 */
export function TreeFieldView(props: TreeFieldViewProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { problem, errors = [], warning, suggestion, note, onChange } = props;
  const messages = problem ? [problem.message] : errors;
  const hint = note || props.description;
  const hintId = useId();
  return (
    <div className={styles.root}>
      <TreeFieldInput
        {...props}
        isInvalid={messages.length > 0}
        hintId={hintId}
      />
      <div className={styles.below} id={hintId} aria-live="polite">
        {[...new Set(messages)].map(message => (
          <p key={message} className={styles.problem}>
            {message}{' '}
            {problem?.url && (
              <a href={problem.url} target="_blank" rel="noreferrer">
                {t('field.seeFile')}
              </a>
            )}
          </p>
        ))}
        {messages.length === 0 && warning && (
          <p className={styles.warning}>
            <StatusChip level="warning" variant="text" /> {warning}
          </p>
        )}
        {messages.length === 0 && hint && <p className={styles.note}>{hint}</p>}
      </div>
      {suggestion && (
        <Button
          className={styles.suggestion}
          size="small"
          variant="secondary"
          onPress={() => onChange(suggestion)}
        >
          {t('field.useSuggestion', { value: suggestion })}
        </Button>
      )}
    </div>
  );
}

function TreeFieldInput(
  props: TreeFieldViewProps & { isInvalid: boolean; hintId: string },
) {
  const { options, value, onChange } = props;
  const common = {
    id: props.id,
    label: props.label,
    'aria-describedby': props.hintId,
    isRequired: props.isRequired,
    isDisabled: props.isDisabled,
    isInvalid: props.isInvalid,
    onBlur: props.onBlur,
    // The form says what is missing; the browser's own bubbles would be a second voice.
    validationBehavior: 'aria' as const,
  };
  if (!options) {
    return <TextField {...common} value={value} onChange={onChange} />;
  }
  return (
    <Combobox
      {...common}
      allowsCustomValue
      menuTrigger="focus"
      options={options.map(option => ({ id: option, label: option }))}
      search={{ inputValue: value, onInputChange: onChange }}
    />
  );
}
