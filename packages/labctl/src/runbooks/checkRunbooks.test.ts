import { checkRunbooks } from './checkRunbooks';
import { parseRunbook } from './parseRunbook';

const SECTIONS = `
## What you see
## How bad
## Check

{{ node.name }}

\`\`\`sh
flux check
\`\`\`

## Decide
## Do

### Restart
## Verify
## Undo
## Last checked

2026-11-24, flux 2.9.5
`;

const PARAMETER = `
  - name: node.name
    what: Name of the node
    example: worker-01
    from: ask`;

const MATTER = `
title: A node is lost
description: It is gone.
area: nodes
parameters:${PARAMETER}
conditions: [talos.lost]
tools:
  - name: flux
    version: 2.9.5
checked: '2026-11-24'
`;

function runbook(
  change: { matter?: [string, string]; body?: [string, string] } = {},
  path = 'runbooks/a.md',
) {
  const matter = MATTER.replace(...(change.matter ?? ['', '']));
  const body = `\n# A node is lost\n${SECTIONS}`.replace(
    ...(change.body ?? ['', '']),
  );
  const { runbook: read, problems } = parseRunbook(
    path,
    `---${matter}---\n${body}`,
  );
  expect(problems).toEqual([]);
  return read!;
}

const messages = (...runbooks: ReturnType<typeof runbook>[]) =>
  checkRunbooks(runbooks, { otherPages: ['index.md'] }).map(
    ({ message }) => message,
  );

describe('the form of runbooks', () => {
  it('is kept by a whole page', () => {
    expect(messages(runbook())).toEqual([]);
  });

  it.each<[string, [string, string], RegExp]>([
    ['another title', ['# A node', '# One node'], /begins with its title/],
    ['a section missing', ['## Undo\n', ''], /sections are/],
    [
      'sections in another order',
      ['## Do\n\n### Restart\n## Verify', '## Verify\n## Do'],
      /sections are/,
    ],
    ['a heading twice', ['### Restart', '### Check'], /second heading/],
    [
      'a parameter not declared',
      ['{{ node.name }}', '{{ node.name }} {{ app.name }}'],
      /app\.name.*not declared/,
    ],
    [
      'a parameter not used',
      ['{{ node.name }}', ''],
      /declared and never used/,
    ],
    [
      'a tool not declared',
      ['flux check', 'flux check\nhelm list'],
      /helm is not declared/,
    ],
    [
      'a tool not used',
      ['flux check', ''],
      /tool flux is declared and never used/,
    ],
    [
      'a version that it does not say',
      ['flux 2.9.5', 'flux'],
      /does not say flux 2\.9\.5/,
    ],
    [
      'a day that it does not say',
      ['2026-11-24,', ''],
      /does not say 2026-11-24/,
    ],
    [
      'a link to nowhere',
      ['## Undo', '## Undo\n[b](b.md)'],
      /no page runbooks\/b\.md/,
    ],
    ['a link to no heading', ['## Undo', '## Undo\n[b](#there)'], /no heading/],
  ])('is broken by %s', (_, body, message) => {
    expect(messages(runbook({ body }))).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it.each([
    '[a](#restart)',
    '[a](a.md#undo)',
    '[a](../index.md)',
    '[a](https://example.com)',
  ])('allows the link %s', link => {
    expect(
      messages(runbook({ body: ['## Undo', `## Undo\n${link}`] })),
    ).toEqual([]);
  });

  it('says each thing once, sorted by page and line', () => {
    const broken = {
      body: ['{{ node.name }}', '{{ b.b }}\n{{ a.a }}'] as [string, string],
    };
    expect(checkRunbooks([runbook(broken)]).map(({ line }) => line)).toEqual([
      2, 23, 24,
    ]);
  });

  it.each<[string, [string, string], RegExp]>([
    [
      'a parameter',
      ['Name of the node', 'Its name'],
      /declared otherwise in runbooks\/a\.md/,
    ],
    ['a version', ['2.9.5', "'2.9'"], /another version in runbooks\/a\.md/],
  ])('is broken by two pages that differ on %s', (_, matter, message) => {
    const other = runbook({ matter }, 'runbooks/b.md');
    expect(messages(runbook(), other).join()).toMatch(message);
  });

  it('is broken by two pages for one condition, or of one title', () => {
    expect(messages(runbook(), runbook({}, 'runbooks/b.md'))).toEqual([
      'condition talos.lost is answered by runbooks/a.md already',
      'runbooks/a.md has the same title',
    ]);
  });
});
