import { parseImageReference } from './ImageReference';
import { locateImage } from './locateImage';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('locateImage', () => {
  it.each([
    [
      'nginx:1.29',
      'docker.io',
      'registry-1.docker.io',
      'library/nginx',
      '1.29',
    ],
    [
      'docker.io/nginx:1',
      'docker.io',
      'registry-1.docker.io',
      'library/nginx',
      '1',
    ],
    ['index.docker.io/a/b:1', 'docker.io', 'registry-1.docker.io', 'a/b', '1'],
    [
      'grafana/grafana:12.0.0',
      'docker.io',
      'registry-1.docker.io',
      'grafana/grafana',
      '12.0.0',
    ],
    ['ghcr.io/owner/app:1.2.3', 'ghcr.io', 'ghcr.io', 'owner/app', '1.2.3'],
    [
      'registry.lab.example:5000/app:1',
      'registry.lab.example:5000',
      'registry.lab.example:5000',
      'app',
      '1',
    ],
    ['localhost/app', 'localhost', 'localhost', 'app', 'latest'],
    [
      `ghcr.io/owner/app:1@${DIGEST}`,
      'ghcr.io',
      'ghcr.io',
      'owner/app',
      DIGEST,
    ],
  ])('finds %s', (text, registry, host, name, reference) => {
    const parsed = parseImageReference(text);
    expect(parsed.ok && locateImage(parsed.image)).toEqual({
      registry,
      host,
      name,
      reference,
    });
  });
});
