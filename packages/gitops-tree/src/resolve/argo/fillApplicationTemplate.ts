import { field } from '../../read/field';
import { isRecord } from '../../read/isRecord';

/** What one generated Application can refer to, as a tree of values. */
export type GeneratorParameters = Readonly<Record<string, unknown>>;

interface FillOptions {
  readonly parameters: GeneratorParameters;
  readonly isGoTemplate: boolean;
}

/**
 * Fills in the simple expressions of an ApplicationSet's template: with
 * `goTemplate` `.a.b` and `index .a.b N`, without it `a.b` and `path[N]`.
 * Everything else stays as it is.
 */
export function fillApplicationTemplate(
  value: unknown,
  options: FillOptions,
): unknown {
  if (typeof value === 'string') {
    return fillText(value, options);
  }
  if (Array.isArray(value)) {
    return value.map(item => fillApplicationTemplate(item, options));
  }
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key,
          fillApplicationTemplate(item, options),
        ]),
      )
    : value;
}

function fillText(text: string, { parameters, isGoTemplate }: FillOptions) {
  return text.replace(/\{\{-?([^{}]*)\}\}/g, (whole, written: string) => {
    const expression = written.replace(/-$/, '').trim();
    const found = isGoTemplate
      ? ofGoTemplate(expression, parameters)
      : ofFastTemplate(expression, parameters);
    return typeof found === 'string' || typeof found === 'number'
      ? String(found)
      : whole;
  });
}

function ofGoTemplate(expression: string, parameters: GeneratorParameters) {
  const indexed = /^index\s+\.([\w.]+)\s+(\d+)$/.exec(expression);
  if (indexed) {
    const list = field(parameters, ...indexed[1].split('.'));
    return Array.isArray(list) ? list[Number(indexed[2])] : undefined;
  }
  const plain = /^\.([\w.]+)$/.exec(expression);
  return plain ? field(parameters, ...plain[1].split('.')) : undefined;
}

function ofFastTemplate(expression: string, parameters: GeneratorParameters) {
  const segment = /^path\[(\d+)\]$/.exec(expression);
  if (segment) {
    const list = field(parameters, 'path', 'segments');
    return Array.isArray(list) ? list[Number(segment[1])] : undefined;
  }
  return expression === 'path' && isRecord(parameters.path)
    ? parameters.path.path
    : field(parameters, ...expression.split('.'));
}
