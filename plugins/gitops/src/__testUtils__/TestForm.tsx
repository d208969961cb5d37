import { useState } from 'react';
import type { TreeFieldProps } from '../components/FormField/TreeField';

/** Holds one field as the scaffolder's form does. */
export function TestForm(props: {
  field: (props: TreeFieldProps) => JSX.Element | null;
  path: string;
  title: string;
  /** What else the schema of the field says. */
  schema?: { description?: string; pattern?: string; examples?: string[] };
  /** Of the field in the template. */
  options?: object;
  form?: Record<string, unknown>;
  rawErrors?: string[];
}) {
  const { field: Field, path, title, schema, options = {} } = props;
  const [form, setForm] = useState<Record<string, unknown>>(props.form ?? {});
  const fieldProps = {
    name: path,
    schema: { title, type: 'string', ...schema },
    uiSchema: { 'ui:options': options },
    idSchema: { $id: `root_${path}` },
    formData: form[path],
    formContext: { formData: form },
    required: true,
    disabled: false,
    rawErrors: props.rawErrors ?? [],
    onChange: (value: unknown) => setForm({ ...form, [path]: value }),
  };
  // The form library passes many more props than these fields read.
  return <Field {...(fieldProps as unknown as TreeFieldProps)} />;
}
