import { DataAge } from '../DataAge/DataAge';
import type { LabColumn } from './tableTypes';

/**
 * A column of times, told by their age: filtered by nothing and sorted as numbers.
 *
 * @param column - what the column says and where else it differs from others
 * @param at - time of a row, ISO 8601; undefined: not known
 * @public
 */
export function timeColumn<T>(
  column: Pick<LabColumn<T>, 'id' | 'title'> & Partial<LabColumn<T>>,
  at: (row: T) => string | undefined,
): LabColumn<T> {
  return {
    width: '84px',
    card: 'inline',
    value: row => {
      const time = at(row);
      return time === undefined ? undefined : Date.parse(time);
    },
    render: row => at(row) && <DataAge at={at(row)} form="bare" />,
    ...column,
  };
}
