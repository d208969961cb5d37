import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { LabColumn } from './tableTypes';

const BUCKET = 'lab-table';

/** Which columns are shown, and how to change it. */
export interface ColumnChoice<T> {
  readonly shown: readonly LabColumn<T>[];
  setShown(ids: readonly string[]): void;
}

/**
 * The person's choice of columns, remembered by Backstage's storage (the
 * browser, or the user's settings). Columns that came after the choice was made
 * follow their own default.
 *
 * @param tableId - names the table for good; unset remembers nothing
 */
export function useColumnChoice<T>(
  tableId: string,
  columns: readonly LabColumn<T>[],
): ColumnChoice<T> {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = bucket.observe$(tableId).subscribe(listener);
      return () => subscription.unsubscribe();
    },
    [bucket, tableId],
  );
  // Snapshots are compared by identity, so the choice travels as text.
  const text = useSyncExternalStore(subscribe, () =>
    JSON.stringify(
      bucket.snapshot<Record<string, boolean>>(tableId).value ?? {},
    ),
  );
  const shown = useMemo(() => {
    const chosen: Record<string, boolean> = JSON.parse(text);
    return columns.filter(
      column => chosen[column.id] ?? !column.isHiddenAtFirst,
    );
  }, [columns, text]);
  return {
    shown,
    setShown: ids => {
      const chosen = Object.fromEntries(
        columns.map(column => [column.id, ids.includes(column.id)]),
      );
      bucket.set(tableId, chosen);
    },
  };
}
