import { parseRunbook } from './parseRunbook';

const page = (body: string, matter = '') =>
  `---
title: A disk is full
description: There is no room.
area: nodes
${matter}checked: '2026-11-24'
---
${body}`;

const problemsOf = (body: string, matter?: string) =>
  parseRunbook('a.md', page(body, matter)).problems;

describe('a runbook page', () => {
  it('is read with the lines of the whole file', () => {
    const { runbook, problems } = parseRunbook(
      'runbooks/a.md',
      page(
        [
          '# A disk is full',
          '',
          'See [another](b.md#check), then `flux check`, not `flux` or `x y`.',
          '',
          '```sh',
          '# first',
          'talosctl -n {{ node.address }} \\',
          '  reboot',
          '```',
          '',
          '```yaml',
          'flux: not a command',
          '```',
          '## Check',
        ].join('\n'),
        'tools:\n  - name: flux\n',
      ),
    );
    expect(problems).toEqual([]);
    expect(runbook).toMatchObject({
      headings: [
        { level: 1, anchor: 'a-disk-is-full', line: 9 },
        { level: 2, anchor: 'check', line: 22 },
      ],
      commands: [
        { words: ['flux', 'check'], line: 11 },
        {
          words: ['talosctl', '-n', '{{ node.address }}', 'reboot'],
          line: 15,
        },
      ],
      links: [{ target: 'b.md#check', line: 11 }],
      placeholders: [{ name: 'node.address', line: 15 }],
    });
  });

  it('reads line ends of Windows as others', () => {
    const { runbook } = parseRunbook(
      'a.md',
      page('# A disk is full\n').replace(/\n/g, '\r\n'),
    );
    expect(runbook?.headings).toHaveLength(1);
  });

  it.each([
    ['no front matter', '# Only text', /front matter.*missing/],
    ['front matter that is no YAML', '---\na: [\n---\n', /not YAML/],
    ['a field that nobody knows', page('', 'colour: red\n'), /colour/],
    ['an area that nobody knows', page('').replace('nodes', 'x'), /area/],
    [
      'a description without a full stop',
      page('').replace('room.', 'room'),
      /full stop/,
    ],
    [
      'a parameter without its source',
      page('', 'parameters: [{name: a.b, what: x, example: y}]\n'),
      /parameters\.0\.from/,
    ],
    ['an empty file', '', /front matter/],
  ])('without a page when there is %s', (_, text, message) => {
    const { runbook, problems } = parseRunbook('a.md', text);
    expect(runbook).toBeUndefined();
    expect(problems.map(problem => problem.message).join()).toMatch(message);
  });

  it.each([
    ['a parameter that cannot be one', 'a {{ Node }} b', 7],
    ['a parameter without its end', 'a {{ node.name b', 7],
    ['a command that cannot be pasted', '```sh\nrm $(ls)\n```', 8],
    ['a block that is not closed', '```sh\nls', 7],
    ['a command that goes on beyond its block', '```sh\nls \\\n```', 9],
  ])('says the line of %s', (_, body, line) => {
    expect(problemsOf(body)).toEqual([
      { path: 'a.md', line, message: expect.any(String) },
    ]);
  });
});
