import { StoredObject } from '../ObjectStore';
import { columnsOf } from '../table/columnsOf';
import { TableColumn } from '../table/TableColumn';
import { AnswerForm } from './negotiate';
import { ServedResource } from './ServedResource';

/** How one request wants its objects: which resource, in which form, and when it is. */
export interface Representation {
  resource: ServedResource;
  form: AnswerForm;
  /** What comes with a Table's row: its metadata unless asked otherwise. */
  includeObject: 'None' | 'Metadata' | 'Object';
  now: number;
}

/** `metadata` of a list. */
export interface ListMetadata {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

// The text of an object is asked for by every list and watch until it changes.
const texts = new WeakMap<StoredObject, string>();
const itemTexts = new WeakMap<StoredObject, string>();

function cached(
  cache: WeakMap<StoredObject, string>,
  object: StoredObject,
  make: (object: StoredObject) => unknown,
): string {
  let text = cache.get(object);
  if (text === undefined) {
    text = JSON.stringify(make(object));
    cache.set(object, text);
  }
  return text;
}

/** As the real server: items of built-in lists do not repeat their kind. */
const withoutType = ({ apiVersion, kind, ...rest }: StoredObject) => rest;

function itemText(object: StoredObject, resource: ServedResource): string {
  if (!resource.isStoredForm) {
    const served = resource.toServed(object);
    return JSON.stringify(
      resource.type.isCustom ? served : withoutType(served),
    );
  }
  return resource.type.isCustom
    ? cached(texts, object, each => each)
    : cached(itemTexts, object, withoutType);
}

const partial = (object: StoredObject, version: string) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: `meta.k8s.io/${version}`,
  metadata: object.metadata,
});

const definitionOf = ({
  name,
  type,
  format = '',
  description = '',
  priority,
}: TableColumn) => ({
  name,
  type,
  format,
  description: description || name,
  priority,
});

function rowObject(
  object: StoredObject,
  { includeObject, resource, form }: Representation,
) {
  switch (includeObject) {
    case 'None':
      return null;
    case 'Object':
      return resource.toServed(object);
    default:
      return partial(object, form.as === 'Table' ? form.version : 'v1');
  }
}

function table(
  objects: readonly StoredObject[],
  representation: Representation,
  metadata: object,
) {
  const { resource, form, now } = representation;
  const columns = columnsOf(resource.type, resource.version);
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${form.as === 'Table' ? form.version : 'v1'}`,
    metadata,
    columnDefinitions: columns.map(definitionOf),
    rows: objects.map(object => ({
      cells: columns.map(column => column.cell(object, now) ?? null),
      object: rowObject(object, representation),
    })),
  };
}

/** One object as JSON text, in the form asked for. */
export function objectText(
  object: StoredObject,
  representation: Representation,
): string {
  const { resource, form } = representation;
  switch (form.as) {
    case 'Table':
      return JSON.stringify(
        table([object], representation, {
          resourceVersion: object.metadata.resourceVersion,
        }),
      );
    case 'PartialObjectMetadata':
      return JSON.stringify(partial(object, form.version));
    default:
      return resource.isStoredForm
        ? cached(texts, object, each => each)
        : JSON.stringify(resource.toServed(object));
  }
}

/** A list as JSON text, in the form asked for: in parts, to be written one by one. */
export function listParts(
  objects: readonly StoredObject[],
  representation: Representation,
  metadata: ListMetadata,
): string[] {
  const { resource, form } = representation;
  if (form.as === 'Table') {
    return [JSON.stringify(table(objects, representation, metadata))];
  }
  const isPartial = form.as === 'PartialObjectMetadata';
  const { group, version, type } = resource;
  const kind = isPartial ? 'PartialObjectMetadataList' : `${type.kind}List`;
  const apiVersion = isPartial
    ? `meta.k8s.io/${form.version}`
    : [group, version].filter(Boolean).join('/');
  const itemOf = (object: StoredObject) =>
    isPartial
      ? JSON.stringify(partial(object, form.version))
      : itemText(object, resource);
  const shown =
    type.isCustom && !isPartial ? { continue: '', ...metadata } : metadata;
  const head = JSON.stringify({
    kind,
    apiVersion,
    // A list of custom resources always says whether there is more.
    metadata: shown,
  }).slice(0, -1);
  return [
    `${head},"items":[`,
    ...objects.flatMap((object, index) =>
      index === 0 ? itemOf(object) : [',', itemOf(object)],
    ),
    ']}',
  ];
}
