/**
 * @jest-environment node
 */
import { LABS } from '../__testUtils__/labs';
import { talosFiles } from './__testUtils__/talosFiles';

describe('the patches of talhelper', () => {
  // talhelper substitutes variables in them, and `$patch` is none.
  it.each(
    LABS.flatMap(name =>
      ['v1.12.6', 'v1.13.9', 'v1.14.0'].map(
        version => [name, version] as const,
      ),
    ),
  )('write each dollar of %s twice, Talos %s', (name, version) => {
    const { files } = talosFiles(name, { layout: 'talhelper', version });
    const single = [...files]
      .filter(([path]) => path.startsWith('talos/patches/'))
      .flatMap(([path, text]) =>
        text
          .split('\n')
          .filter(line => /(?<!\$)\$(?!\$)/.test(line))
          .map(line => `${path}: ${line}`),
      );
    expect(single).toEqual([]);
  });
});
