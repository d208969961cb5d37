/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { convertLab } from '../convert/convertLab';
import { jsonSchemas } from '../model/jsonSchemas';
import { INPUT_FILES, readLab } from '../read/readLab';
import { DEFINITIONS } from './__testUtils__/labOnDisk';

describe('the JSON schemas for editors', () => {
  it.each([...jsonSchemas()])(
    '%s is current; else run `yarn infra schemas`',
    (name, schema) => {
      expect(readFileSync(join(DEFINITIONS, 'schemas', name), 'utf8')).toBe(
        `${JSON.stringify(schema, null, 2)}\n`,
      );
    },
  );

  describe('judge as the product does', () => {
    const ajv = addFormats(new Ajv({ strict: false }));
    const compiled = new Map(
      [...jsonSchemas()].map(([name, schema]) => [name, ajv.compile(schema)]),
    );
    const toml = readFileSync(
      join(__dirname, '../__fixtures__/valid/single-node/cluster.toml'),
      'utf8',
    );
    const source = readLab({ toml: { path: INPUT_FILES.toml, text: toml } });
    const { files } = convertLab(source, { form: 'yaml' });
    const yaml = (name: string) => parse(files.get(name) ?? '');

    it.each([
      ['lab.schema.json', source.toPlain()],
      ['cluster.schema.json', yaml(INPUT_FILES.cluster)],
      ['nodes.schema.json', yaml(INPUT_FILES.nodes)],
    ])('%s', (name, value) => {
      const validate = compiled.get(name);
      expect(validate?.(value)).toBe(true);
      expect(validate?.({ ...(value as object), unknown_field: 1 })).toBe(
        false,
      );
      expect(validate?.({})).toBe(false);
    });
  });
});
