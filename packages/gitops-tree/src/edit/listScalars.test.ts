import { dedent } from '../__testUtils__/tree';
import { listScalars } from './listScalars';
import { setScalar } from './setScalar';

const TEXT = dedent(`
  kind: ConfigMap
  ---
  spec:
    # pinned
    images:
      - name: app
        tag: &tag "1.2"
    other: *tag
`);

describe('listScalars', () => {
  it('tells where each value stands', () => {
    expect(listScalars(TEXT)).toEqual([
      { document: 0, path: ['kind'], value: 'ConfigMap', line: 1 },
      {
        document: 1,
        path: ['spec', 'images', 0, 'name'],
        value: 'app',
        line: 6,
      },
      {
        document: 1,
        path: ['spec', 'images', 0, 'tag'],
        value: '1.2',
        line: 7,
      },
    ]);
  });

  it('gives paths that edits take', () => {
    const { document, path } = listScalars(TEXT)[1];
    const result = setScalar(TEXT, { document, path, value: 'web' });
    expect(result).toEqual({
      ok: true,
      text: TEXT.replace('name: app', 'name: web'),
    });
  });

  it('has nothing to say of a file that does not parse', () => {
    expect(listScalars('a: [')).toEqual([]);
  });
});
