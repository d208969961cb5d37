import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { LabSort } from './tableTypes';

/** Typing changes the address once it pauses, so that a key press costs one table, not one app. */
const WRITE_AFTER_MS = 250;

function readSort(text: string | null): LabSort | undefined {
  if (!text) {
    return undefined;
  }
  const isDescending = text.startsWith('-');
  return { column: isDescending ? text.slice(1) : text, isDescending };
}

/** What the address says about a table, and how to change it. */
export interface TableAddress {
  readonly filter: string;
  readonly sort?: LabSort;
  setFilter(filter: string): void;
  setSort(sort: LabSort): void;
}

/**
 * Filter and order of a table, kept in the address so that a link shows what its
 * sender saw and "back" leads back. What is typed is known at once, the address
 * follows.
 *
 * @param prefix - put before the names of the parameters, for a second table on a page
 */
export function useTableAddress(prefix: string = ''): TableAddress {
  const filterName = `${prefix}q`;
  const sortName = `${prefix}sort`;
  const [params, setParams] = useSearchParams();
  const addressed = params.get(filterName) ?? '';
  const [filter, setFilterState] = useState(addressed);
  const written = useRef(addressed);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    // What we wrote ourselves may already be older than what is typed by now;
    // only a change by someone else (back, a link) is taken over.
    if (addressed !== written.current) {
      written.current = addressed;
      setFilterState(addressed);
    }
  }, [addressed]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = (name: string, value: string) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        if (value) {
          after.set(name, value);
        } else {
          after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  return {
    filter,
    sort: readSort(params.get(sortName)),
    setFilter: value => {
      setFilterState(value);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        written.current = value;
        write(filterName, value);
      }, WRITE_AFTER_MS);
    },
    setSort: sort =>
      write(sortName, `${sort.isDescending ? '-' : ''}${sort.column}`),
  };
}
