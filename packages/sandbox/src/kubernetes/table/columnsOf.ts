import { ResourceType, StoredObject } from '../ObjectStore';
import { PrinterColumn } from '../schema/ServedVersion';
import { clusterColumns } from './clusterColumns';
import { ageOf } from './humanDuration';
import { compileJsonPath } from './jsonPath';
import { networkColumns } from './networkColumns';
import { podColumns } from './podColumns';
import { column, TableColumn } from './TableColumn';
import { workloadColumns } from './workloadColumns';

const NAME = column('Name', ({ metadata }) => metadata.name);
const AGE = column('Age', ({ metadata }, now) =>
  ageOf(metadata.creationTimestamp, now),
);

const BUILTIN: Readonly<Partial<Record<string, readonly TableColumn[]>>> = {
  '/Pod': podColumns,
  ...workloadColumns,
  ...networkColumns,
  ...clusterColumns,
};

function customCell(printer: PrinterColumn): TableColumn['cell'] {
  const read = compileJsonPath(printer.jsonPath);
  return (object: StoredObject, now: number) => {
    const [value] = read(object);
    if (value === undefined || value === null) {
      // kubectl shows a cell of null as <none>.
      return null;
    }
    if (printer.type === 'date') {
      return ageOf(value, now);
    }
    return typeof value === 'object' ? JSON.stringify(value) : value;
  };
}

function customColumns(type: ResourceType, version: string): TableColumn[] {
  const printers = type.versions?.find(
    ({ name }) => name === version,
  )?.printerColumns;
  if (!printers || printers.length === 0) {
    return [NAME, AGE];
  }
  return [
    NAME,
    ...printers.map(printer => ({
      name: printer.name,
      type: printer.type,
      format: printer.format ?? '',
      description: printer.description ?? '',
      priority: printer.priority ?? 0,
      cell: customCell(printer),
    })),
  ];
}

/** The columns of a kind as the API server prints them in a version. */
export function columnsOf(
  type: ResourceType,
  version: string,
): readonly TableColumn[] {
  return type.isCustom
    ? customColumns(type, version)
    : BUILTIN[`${type.group}/${type.kind}`] ?? [NAME, AGE];
}
