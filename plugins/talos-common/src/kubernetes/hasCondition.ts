import {
  fieldsOf,
  listOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';

/** Whether an object says this of itself; one that says nothing does not. */
export function hasCondition(
  { status }: KubeObject,
  type: string,
  value: 'True' | 'False' = 'True',
): boolean {
  return listOf(fieldsOf(status).conditions).some(
    condition => condition.type === type && condition.status === value,
  );
}
