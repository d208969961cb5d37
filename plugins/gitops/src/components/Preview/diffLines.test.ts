import { diffLines } from './diffLines';

describe('diffLines', () => {
  it('numbers the lines of both sides', () => {
    const diff = '--- a/x\n+++ b/x\n@@ -2,3 +2,3 @@\n a\n-b\n+c\n d\n';
    expect(diffLines(diff)).toEqual([
      { kind: 'hunk', text: '@@ -2,3 +2,3 @@' },
      { kind: 'context', text: 'a', before: 2, after: 2 },
      { kind: 'removed', text: 'b', before: 3 },
      { kind: 'added', text: 'c', after: 3 },
      { kind: 'context', text: 'd', before: 4, after: 4 },
    ]);
  });

  it('takes added lines that look like a head for what they are', () => {
    const diff = '--- /dev/null\n+++ b/x\n@@ -0,0 +1,1 @@\n+++ b\n';
    expect(diffLines(diff).at(-1)).toEqual({
      kind: 'added',
      text: '++ b',
      after: 1,
    });
  });

  it('leaves out the note about a missing newline', () => {
    const diff = '@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n';
    expect(diffLines(diff).map(line => line.kind)).toEqual([
      'hunk',
      'removed',
      'added',
    ]);
  });
});
