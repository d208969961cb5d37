import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { parseAllDocuments } from 'yaml';
import { definitionsFolder } from '../../tools/toolFile';

/** The version of Talos whose schema `node scripts/crds.mjs` writes. */
export const TALOS_SCHEMA_VERSION = 'v1.14.0';

/** A part of a machine config: the v1alpha1 document, or one that names its kind. */
export interface MachineDocument {
  kind?: string;
  $patch?: string;
  [field: string]: unknown;
}

/** The parts of a machine config that a file has, as Talos reads them. */
export function machineDocuments(text: string): MachineDocument[] {
  // talhelper reads a dollar that is written twice as one.
  return parseAllDocuments(text.replaceAll('$$patch', () => '$patch'))
    .map(document => document.toJS() as MachineDocument | null)
    .filter(document => document !== null);
}

/** Without what a strategic merge patch takes away: the rest is what it sets. */
function whatIsSet(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(whatIsSet);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child?.$patch !== 'delete')
      .map(([key, child]) => [key, whatIsSet(child)]),
  );
}

/** The parts of Talos' schema, by the kind of the document that each is for. */
function compileKinds(): ReadonlyMap<string | undefined, ValidateFunction> {
  const schema = JSON.parse(
    readFileSync(
      path.join(
        definitionsFolder('schemas'),
        `talos/${TALOS_SCHEMA_VERSION}.json`,
      ),
      'utf8',
    ),
  );
  // Misnamed there; the reference pages of the same version have its real name.
  schema.$defs['runtime.UnattendedInstallConfigV1Alpha1'].properties.kind.enum =
    ['UnattendedInstallConfig'];
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addSchema(schema, 'talos');
  const byKind = new Map<string | undefined, ValidateFunction>();
  for (const [name, { properties }] of Object.entries<{
    properties?: { kind?: { enum?: string[] } };
  }>(schema.$defs)) {
    const kind = properties?.kind?.enum?.[0];
    if (kind || name === 'v1alpha1.Config') {
      byKind.set(kind, ajv.compile({ $ref: `talos#/$defs/${name}` }));
    }
  }
  return byKind;
}

/**
 * Reads the schema that Talos publishes.
 *
 * @returns what it has against a part of a machine config, or a patch of one
 */
export function readTalosSchema(): (document: MachineDocument) => string[] {
  const byKind = compileKinds();
  return document => {
    const validate = byKind.get(document.kind);
    if (!validate) {
      return [`${document.kind}: no document of Talos ${TALOS_SCHEMA_VERSION}`];
    }
    // Of a document that is removed as a whole only the kind matters.
    if (document.$patch === 'delete' || validate(whatIsSet(document))) {
      return [];
    }
    return (validate.errors ?? [])
      .filter(
        // What is patched has an image already.
        ({ params }) => params.missingProperty !== 'image',
      )
      .map(
        ({ instancePath, message, params }) =>
          `${document.kind ?? 'v1alpha1'}${instancePath}: ${message} ${
            params.additionalProperty ?? ''
          }`,
      );
  };
}
