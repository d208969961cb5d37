import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isRecord } from '../read/isRecord';

/**
 * A value as a node that is written as its models are: texts with the quotes that
 * all of them have at that place, lists and maps in brackets where all of theirs
 * are.
 *
 * @param models - nodes that stand where the new one will, or beside it
 */
export function styledNode(
  value: unknown,
  models: readonly unknown[],
): unknown {
  if (Array.isArray(value)) {
    const lists = models.filter(isSeq);
    const node = new YAMLSeq();
    node.flow = isFlow(lists);
    const items = lists.flatMap(list => list.items);
    node.items = value.map(item => styledNode(item, items));
    return node;
  }
  if (isRecord(value)) {
    const maps = models.filter(isMap);
    const node = new YAMLMap();
    node.flow = isFlow(maps);
    node.items = Object.entries(value).map(
      ([key, inner]) =>
        new Pair(
          new Scalar(key),
          styledNode(
            inner,
            maps.map(map => map.get(key, true)),
          ),
        ),
    );
    return node;
  }
  const node = new Scalar(value);
  const types = new Set(
    models
      .filter(isScalar)
      .filter(model => typeof model.value === 'string')
      .map(({ type }) => type),
  );
  const [type] = types;
  const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
  if (typeof value === 'string' && types.size === 1 && isQuoted) {
    node.type = type;
  }
  return node;
}

function isFlow(models: readonly (YAMLMap | YAMLSeq)[]): boolean {
  return models.length > 0 && models.every(({ flow }) => flow === true);
}
