/** A label selector as objects carry it. @public */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: Array<{
    key: string;
    operator: string;
    values?: string[];
  }>;
}

/** Whether labels satisfy a selector. An empty selector matches everything, an unset one nothing. @public */
export function matchesLabels(
  selector: LabelSelector | undefined,
  labels: Record<string, string> = {},
): boolean {
  if (!selector) return false;
  const equal = Object.entries(selector.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    (selector.matchExpressions ?? []).every(
      ({ key, operator, values = [] }) => {
        switch (operator) {
          case 'In':
            return key in labels && values.includes(labels[key]);
          case 'NotIn':
            return !(key in labels) || !values.includes(labels[key]);
          case 'Exists':
            return key in labels;
          case 'DoesNotExist':
            return !(key in labels);
          default:
            return false;
        }
      },
    )
  );
}
