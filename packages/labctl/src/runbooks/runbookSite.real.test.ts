/**
 * @jest-environment node
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from '@homestage/real-components';
import { readRunbookPages } from './__testUtils__/runbookPages';

const INFRA = join(__dirname, '../../../../infra');

const runbooks = readRunbookPages().flatMap(({ runbook }) =>
  runbook ? [runbook] : [],
);

describe('the site that MkDocs makes of the runbooks', () => {
  let site = '';

  beforeAll(async () => {
    site = mkdtempSync(join(tmpdir(), 'homestage-site-'));
    // Strict: a link to nowhere or a page outside the navigation fails.
    await runTool('mkdocs', ['build', '--strict', '--site-dir', site], {
      cwd: INFRA,
    });
  });

  afterAll(() => rmSync(site, { recursive: true, force: true }));

  it.each(runbooks.map(({ path }) => path))(
    'has the anchors of %s that links and conditions name',
    path => {
      const { headings } = runbooks.find(page => page.path === path)!;
      const html = readFileSync(
        join(site, path.replace(/\.md$/, ''), 'index.html'),
        'utf8',
      );
      const ids = [...html.matchAll(/<h[1-6] id="([^"]+)"/g)];
      expect(ids.map(([, id]) => id)).toEqual(
        headings.map(({ anchor }) => anchor),
      );
    },
  );

  it('leaves parameters as they are', () => {
    const html = readFileSync(
      join(site, 'runbooks/node-lost/index.html'),
      'utf8',
    );
    expect(html.replace(/<[^>]+>/g, '')).toContain(
      'talosctl -n {{ node.address }} services',
    );
  });
});
