import { commitUrl } from './commitUrl';

const HASH = '5ab1c2d3e4f5061728394a5b6c7d8e9f00112233';
const revision = `main@sha1:${HASH}`;

describe('commitUrl', () => {
  it.each([
    [
      'https',
      'https://github.com/me/ops',
      `https://github.com/me/ops/commit/${HASH}`,
    ],
    [
      'http with .git',
      'http://localhost:7080/lab/ops.git',
      `http://localhost:7080/lab/ops/commit/${HASH}`,
    ],
    [
      'ssh',
      'ssh://git@forge.lab/me/ops.git',
      `https://forge.lab/me/ops/commit/${HASH}`,
    ],
    [
      'scp form',
      'git@github.com:me/ops.git',
      `https://github.com/me/ops/commit/${HASH}`,
    ],
    [
      'GitLab',
      'https://gitlab.com/me/ops',
      `https://gitlab.com/me/ops/-/commit/${HASH}`,
    ],
    [
      'a user name in it',
      'https://me:word@forge.lab/me/ops',
      `https://forge.lab/me/ops/commit/${HASH}`,
    ],
  ])('leads to the commit: %s', (_, url, expected) => {
    expect(commitUrl({ url, revision })).toBe(expected);
  });

  it.each([
    ['an OCI address', { url: 'oci://ghcr.io/me/app', revision }],
    ['no address', { revision }],
    ['a chart version', { url: 'https://forge.lab/me/ops', revision: '1.2.3' }],
    ['no revision', { url: 'https://forge.lab/me/ops' }],
    ['a file', { url: 'file:///etc/ops', revision }],
  ])('leads nowhere: %s', (_, from) => {
    expect(commitUrl(from)).toBeUndefined();
  });
});
