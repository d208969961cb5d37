import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import { textList } from '../../read/textList';
import { textRecord } from '../../read/textRecord';

/** Kubernetes' LabelSelector as it is written in objects. One without conditions selects everything. */
export function matchesLabels(
  labels: Readonly<Record<string, string>>,
  selector: unknown,
): boolean {
  const isEqual = Object.entries(textRecord(selector, 'matchLabels')).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    isEqual &&
    listField(selector, 'matchExpressions').every(expression =>
      matchesExpression(labels, expression),
    )
  );
}

function matchesExpression(
  labels: Readonly<Record<string, string>>,
  expression: unknown,
): boolean {
  const key = textField(expression, 'key') ?? '';
  const isPresent = Object.hasOwn(labels, key);
  const isListed =
    isPresent && textList(expression, 'values').includes(labels[key]);
  switch (textField(expression, 'operator')) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return isPresent;
    case 'DoesNotExist':
      return !isPresent;
    default:
      return false;
  }
}
