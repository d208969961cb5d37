/**
 * @jest-environment node
 */
import {
  machineDocuments,
  readTalosSchema,
  TALOS_SCHEMA_VERSION,
  type MachineDocument,
} from '@homestage/real-components';
import { LABS } from '../__testUtils__/labs';
import { talosFiles } from './__testUtils__/talosFiles';

/**
 * talosctl of 1.14 itself is not asked: it is built from two Go modules, and the
 * module mirrors have v1.14.0 of one of them only. They do have the schema that it
 * publishes; see the README of this package.
 */
describe(`the JSON schema that Talos ${TALOS_SCHEMA_VERSION} publishes`, () => {
  const problemsOf = readTalosSchema();

  it.each(
    LABS.flatMap(name => [
      [name, 'topf'] as const,
      [name, 'talhelper'] as const,
    ]),
  )(
    'has every document and field of %s in the layout of %s (talosctl of 1.14 can not be had)',
    (name, layout) => {
      const { files } = talosFiles(name, {
        version: TALOS_SCHEMA_VERSION,
        config: 'documents',
        layout,
      });
      const documents = [...files]
        // The others are for the generators.
        .filter(([path]) => /\/\d\d-[^/]+\.yaml$/.test(path))
        .flatMap(([path, text]) =>
          machineDocuments(text).map(document => ({ path, document })),
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

  it.each<[string, MachineDocument, string]>([
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
      `KubeThingConfig: no document of Talos ${TALOS_SCHEMA_VERSION}`,
    ],
  ])('refuses %s', (_, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });
});
