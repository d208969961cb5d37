import { StoredObject } from '../ObjectStore';

/** One column of `kubectl get`, with what it shows of an object. */
export interface TableColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  /** 0 is always shown, 1 with `-o wide`. */
  priority: number;
  cell(object: StoredObject, now: number): unknown;
}

type Cell = TableColumn['cell'];

/** A column that is always shown. */
export function column(name: string, cell: Cell, type = 'string'): TableColumn {
  return {
    name,
    type,
    format: name === 'Name' ? 'name' : '',
    priority: 0,
    cell,
  };
}

/** A column of `-o wide`. */
export function wide(name: string, cell: Cell): TableColumn {
  return { ...column(name, cell), priority: 1 };
}

/** What kubectl shows where there is nothing. */
export const NONE = '<none>';

/** The labels of a selector as kubectl prints them. */
export function selectorText(
  labels: Record<string, string> | undefined,
): string {
  const parts = Object.entries(labels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  return parts.length > 0 ? parts.join(',') : NONE;
}
