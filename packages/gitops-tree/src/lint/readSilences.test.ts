import { lint } from '../__testUtils__/lintCases';
import { deployment } from '../__testUtils__/manifests';

describe('silences', () => {
  const floating = deployment(
    '{ containers: [{ image: registry.example/notes }] }',
  );
  const withComment = (comment: string) => ({
    'apps/d.yaml': `${comment}\n${floating
      .replace(/^\n/, '')
      .replace(/^ {2}/gm, '')}`,
  });

  it('take a rule away from one file when they say why', () => {
    const comment =
      '# homestage-lint-disable floating-image-tag: a mirror of mine, made each night';
    expect(lint(withComment(comment))).toEqual([]);
    expect(
      lint({ 'apps/e.yaml': `${comment}\n`, 'apps/d.yaml': floating }),
    ).toMatchObject([{ rule: 'floating-image-tag', file: 'apps/d.yaml' }]);
  });

  it('leave the other rules of the file alone', () => {
    expect(
      lint(withComment('# homestage-lint-disable address-clash: shared')),
    ).toMatchObject([{ rule: 'floating-image-tag' }]);
  });

  it('do nothing without a reason, and are told', () => {
    expect(
      lint(withComment('# homestage-lint-disable floating-image-tag')),
    ).toMatchObject([
      {
        rule: 'invalid-silence',
        severity: 'warning',
        file: 'apps/d.yaml',
        line: 1,
        column: 1,
        mend: expect.stringContaining('floating-image-tag:'),
      },
      { rule: 'floating-image-tag' },
    ]);
  });

  it('are told when there is no such rule', () => {
    expect(
      lint(withComment('# homestage-lint-disable latest: mine')),
    ).toMatchObject([
      {
        rule: 'invalid-silence',
        message: expect.stringContaining('latest'),
        mend: expect.stringContaining('floating-image-tag'),
      },
      { rule: 'floating-image-tag' },
    ]);
  });

  it('reach what reading finds as well', () => {
    const broken = (comment: string) =>
      lint({
        'apps/.keep': '',
        'other/x.yaml': `${comment}a: [\n`,
      });
    expect(broken('')).toMatchObject([{ rule: 'unreadable-file' }]);
    expect(
      broken('# homestage-lint-disable unreadable-file: a template\n'),
    ).toEqual([]);
  });
});
