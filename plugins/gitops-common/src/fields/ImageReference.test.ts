import { parseImageReference } from './ImageReference';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('parseImageReference', () => {
  it.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['owner/app:1', { repository: 'owner/app', tag: '1' }],
    [
      `ghcr.io/owner/app:v1@${DIGEST}`,
      {
        registry: 'ghcr.io',
        repository: 'ghcr.io/owner/app',
        tag: 'v1',
        digest: DIGEST,
      },
    ],
    [
      'registry.lab:5000/a/b-c__d:x',
      {
        registry: 'registry.lab:5000',
        repository: 'registry.lab:5000/a/b-c__d',
        tag: 'x',
      },
    ],
  ])('reads %s', (text, image) => {
    expect(parseImageReference(text)).toEqual({ ok: true, image });
  });

  it('takes a port for a port and not for a tag', () => {
    expect(parseImageReference('localhost:5000/app')).toEqual({
      ok: true,
      image: { registry: 'localhost:5000', repository: 'localhost:5000/app' },
    });
  });
});
