import {
  isSameFluxRevision,
  parseFluxRevision,
  shortFluxRevision,
} from './parseFluxRevision';

const SHA1 = '5ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9';
const SHA256 = `${SHA1}${'0'.repeat(24)}`;

describe('parseFluxRevision', () => {
  it.each([
    [
      `main@sha1:${SHA1}`,
      { name: 'main', algorithm: 'sha1', hash: SHA1 },
      'main@sha1:5ab1c2d3',
    ],
    [
      `refs/heads/fix/a@sha1:${SHA1}`,
      { name: 'refs/heads/fix/a', algorithm: 'sha1', hash: SHA1 },
      'fix/a@sha1:5ab1c2d3',
    ],
    [
      `v1.2.3@sha256:${SHA256}`,
      { name: 'v1.2.3', algorithm: 'sha256', hash: SHA256 },
      'v1.2.3@sha256:5ab1c2d3',
    ],
    [
      `sha256:${SHA256}`,
      { algorithm: 'sha256', hash: SHA256 },
      'sha256:5ab1c2d3',
    ],
    [
      `main/${SHA1}`,
      { name: 'main', algorithm: 'sha1', hash: SHA1 },
      'main@sha1:5ab1c2d3',
    ],
    ['6.10.0', { name: '6.10.0' }, '6.10.0'],
    ['1.2.3+meta', { name: '1.2.3+meta' }, '1.2.3+meta'],
    ['5.1.0+91142b9c63f3', { name: '5.1.0+91142b9c63f3' }, '5.1.0'],
    ['', { name: '' }, ''],
  ])('reads %p', (text, parsed, short) => {
    expect(parseFluxRevision(text)).toEqual(parsed);
    expect(shortFluxRevision(text)).toBe(short);
  });

  it.each([
    [
      'the same commit in the old and the new form',
      `main/${SHA1}`,
      `main@sha1:${SHA1}`,
      true,
    ],
    [
      'the same commit by branch and by tag',
      `main@sha1:${SHA1}`,
      `v1@sha1:${SHA1}`,
      true,
    ],
    [
      'another commit of the branch',
      `main@sha1:${SHA1}`,
      `main@sha1:${SHA1.replace('5', '6')}`,
      false,
    ],
    ['another chart version', '1.2.3', '1.2.4', false],
  ])('compares %s', (_, a, b, expected) => {
    expect(isSameFluxRevision(a, b)).toBe(expected);
  });
});
