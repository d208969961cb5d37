import { unifiedDiff } from './unifiedDiff';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

describe('unifiedDiff', () => {
  it('is empty without a change', () => {
    expect(unifiedDiff({ path: 'a', before: 'x\n', after: 'x\n' })).toBe('');
  });

  it('shows a change with its context', () => {
    const before = numbered(9);
    expect(
      unifiedDiff({
        path: 'a.yaml',
        before,
        after: before.replace('line 5', 'five'),
      }),
    ).toBe(
      `--- a/a.yaml
+++ b/a.yaml
@@ -2,7 +2,7 @@
 line 2
 line 3
 line 4
-line 5
+five
 line 6
 line 7
 line 8
`,
    );
  });

  it('puts far changes into hunks of their own, with the lines after both', () => {
    const before = numbered(20);
    const after = before
      .replace('line 2\n', 'line 2\nmore\n')
      .replace('line 19\n', '');
    expect(
      unifiedDiff({ path: 'a', before, after })
        .split('\n')
        .filter(line => line.startsWith('@@')),
    ).toEqual(['@@ -1,5 +1,6 @@', '@@ -16,5 +17,4 @@']);
  });

  it('shows new and removed files', () => {
    expect(unifiedDiff({ path: 'a', after: 'x\ny\n' })).toBe(
      '--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n+x\n+y\n',
    );
    expect(unifiedDiff({ path: 'a', before: 'x\n' })).toBe(
      '--- a/a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n',
    );
  });
});
