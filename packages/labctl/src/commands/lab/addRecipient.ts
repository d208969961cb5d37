import type { InputForm, LabSource } from '../../read/LabSource';

/**
 * Text of cluster.yaml or cluster.toml with the first age recipient written in.
 * Only whole lines are added or one empty list is filled, so all else stays byte
 * for byte.
 */
export function addRecipient(
  text: string,
  recipient: string,
  options: { form: InputForm; place: LabSource },
): string {
  const { form, place } = options;
  const lines = text.split('\n');
  const list = place.find(['secrets', 'age_recipients']);
  if (list) {
    const index = list.place.line - 1;
    const before = lines[index].slice(0, list.place.column - 1);
    const after = lines[index].slice(list.place.column - 1);
    lines[index] = `${before}${after.replace(
      /^\[\s*\]/,
      () => `[${JSON.stringify(recipient)}]`,
    )}`;
    return lines.join('\n');
  }
  const field =
    form === 'yaml'
      ? [`  age_recipients:`, `    - ${recipient}`]
      : [`age_recipients = ["${recipient}"]`];
  const header = lines.findIndex(line =>
    (form === 'yaml' ? /^secrets:\s*(#.*)?$/ : /^\[secrets\]\s*(#.*)?$/).test(
      line,
    ),
  );
  if (header >= 0) {
    const next = lines[header + 1] ?? '';
    // As deep as what stands there already.
    const indent = /^( +)\S/.exec(next)?.[1];
    const indented =
      form === 'yaml' && indent
        ? [`${indent}age_recipients:`, `${indent}  - ${recipient}`]
        : field;
    lines.splice(header + 1, 0, ...indented);
    return lines.join('\n');
  }
  const section =
    form === 'yaml'
      ? ['', 'secrets:', ...field, '']
      : ['', '[secrets]', ...field, ''];
  return `${text.replace(/\n+$/, '\n')}${section.join('\n')}`;
}
