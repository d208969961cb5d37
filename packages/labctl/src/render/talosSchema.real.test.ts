/**
 * @jest-environment node
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionsFolder } from '@homestage/real-components';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { parseAllDocuments } from 'yaml';
import { LABS } from '../__testUtils__/labs';
import { talosFiles } from './__testUtils__/talosFiles';

const VERSION = 'v1.14.0';

/** A part of a machine config: the v1alpha1 document, or one that names its kind. */
interface Document {
  kind?: string;
  $patch?: string;
  [field: string]: unknown;
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

/** Reads Talos's own schema, by the kind of the document that each part is for. */
function readSchema(): (document: Document) => string[] {
  const schema = JSON.parse(
    readFileSync(
      join(definitionsFolder('schemas'), `talos/${VERSION}.json`),
      'utf8',
    ),
  );
  // Misnamed there; the reference pages of the same version have its real name.
  schema.$defs['runtime.UnattendedInstallConfigV1Alpha1'].properties.kind.enum =
    ['UnattendedInstallConfig'];
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addSchema(schema, 'talos');
  const byKind = new Map<string | undefined, ValidateFunction>();
  for (const [name, { properties }] of Object.entries<any>(schema.$defs)) {
    const kind = properties?.kind?.enum?.[0];
    if (kind || name === 'v1alpha1.Config') {
      byKind.set(kind, ajv.compile({ $ref: `talos#/$defs/${name}` }));
    }
  }
  return document => {
    const validate = byKind.get(document.kind);
    if (!validate) {
      return [`${document.kind}: no document of Talos ${VERSION}`];
    }
    // Of a document that is removed as a whole only the kind matters.
    if (document.$patch === 'delete' || validate(whatIsSet(document))) {
      return [];
    }
    return validate
      .errors! // What is patched has an image already.
      .filter(({ params }) => params.missingProperty !== 'image')
      .map(
        ({ instancePath, message, params }) =>
          `${document.kind ?? 'v1alpha1'}${instancePath}: ${message} ${
            params.additionalProperty ?? ''
          }`,
      );
  };
}

/**
 * talosctl of 1.14 itself is not asked: it is built from two Go modules, and the
 * module mirrors have v1.14.0 of one of them only. They do have the schema that it
 * publishes; see the README of this package.
 */
describe(`the JSON schema that Talos ${VERSION} publishes`, () => {
  const problemsOf = readSchema();

  it.each(
    LABS.flatMap(name => [
      [name, 'topf'] as const,
      [name, 'talhelper'] as const,
    ]),
  )(
    'has every document and field of %s in the layout of %s (talosctl of 1.14 can not be had)',
    (name, layout) => {
      const { files } = talosFiles(name, {
        version: VERSION,
        config: 'documents',
        layout,
      });
      const documents = [...files]
        // The others are for the generators.
        .filter(([path]) => /\/\d\d-[^/]+\.yaml$/.test(path))
        .flatMap(([path, text]) =>
          // talhelper reads a dollar that is written twice as one.
          parseAllDocuments(text.replaceAll('$$patch', () => '$patch'))
            .map(document => document.toJS() as Document | null)
            .flatMap(document => (document ? [{ path, document }] : [])),
        );
      expect(
        documents.flatMap(({ path, document }) =>
          problemsOf(document).map(problem => `${path}: ${problem}`),
        ),
      ).toEqual([]);
      const kinds = new Set(documents.map(({ document }) => document.kind));
      expect([...kinds]).toEqual(
        expect.arrayContaining(['KubeAPIServerConfig', 'KubeletConfig']),
      );
    },
  );

  it.each<[string, Document, string]>([
    [
      'a field that a document does not have',
      { apiVersion: 'v1alpha1', kind: 'KubeProxyConfig', enabledd: false },
      'KubeProxyConfig: must NOT have additional properties enabledd',
    ],
    [
      'a field that 1.14 took out of the v1alpha1 document',
      { cluster: { proxy: { disabled: true } } },
      'v1alpha1/cluster: must NOT have additional properties proxy',
    ],
    [
      'a document that there is not',
      { kind: 'KubeThingConfig' },
      `KubeThingConfig: no document of Talos ${VERSION}`,
    ],
  ])('refuses %s', (_, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });
});
