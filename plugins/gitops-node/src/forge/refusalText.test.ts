import { refusalText } from './refusalText';

describe('refusalText', () => {
  it.each([
    ['Gitea', { message: 'no', url: 'https://x.example' }, 'no'],
    [
      'GitHub',
      {
        message: 'Validation Failed',
        errors: [{ resource: 'PullRequest', message: 'No commits' }],
        documentation_url: 'https://x.example',
      },
      'Validation Failed; No commits',
    ],
    ['a list of GitLab', { message: ['a', 'b'] }, 'a; b'],
    [
      'texts by field of GitLab',
      { message: { title: ['is too long'], base: ['is gone'] } },
      'title is too long; base is gone',
    ],
    [
      'OAuth',
      { error: 'invalid_token', error_description: 'It has expired.' },
      'invalid_token; It has expired.',
    ],
    ['nothing', undefined, ''],
    ['something else', 7, ''],
  ])('reads %s', (_, body, expected) => {
    expect(refusalText(body)).toBe(expected);
  });

  it('quotes the beginning only, on one line', () => {
    const text = refusalText({ message: `a\n\nb ${'x'.repeat(500)}` });
    expect(text.startsWith('a b x')).toBe(true);
    expect(text).toHaveLength(200);
  });
});
