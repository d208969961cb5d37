import type { AppPreset } from '@homestage/backstage-plugin-gitops-common';
import { preset } from '../../__testUtils__/FakeGitopsClient';
import { findPresets, presetForm } from './presetForm';

const TREE = { domain: 'lab.example', gateways: { external: 'out' } };

/** What every form of the preset begins with. */
const ALWAYS = {
  preset: 'navidrome',
  name: 'navidrome',
  namespace: 'media',
  image: 'ghcr.io/navidrome/navidrome:0.54.1',
};
const REACHED = {
  ...ALWAYS,
  port: 4533,
  exposure: 'internal',
  hostname: 'music.lab.example',
};
const VOLUME = { hasVolume: true, volume: { size: '5Gi', mountPath: '/data' } };

describe('presetForm', () => {
  it.each<
    [string, Partial<AppPreset>, Parameters<typeof presetForm>[1], object]
  >([
    ['under the domain of the tree', {}, TREE, { ...REACHED, ...VOLUME }],
    [
      'without a host name while the tree is not read',
      {},
      undefined,
      { ...ALWAYS, port: 4533, exposure: 'internal', ...VOLUME },
    ],
    [
      'in the own network where the tree has no way to the outside',
      { exposure: 'external' },
      { ...TREE, gateways: {} },
      { ...REACHED, ...VOLUME },
    ],
    [
      'without port and host name for what nobody reaches',
      { exposure: 'none', port: undefined },
      TREE,
      { ...ALWAYS, exposure: 'none', ...VOLUME },
    ],
    [
      'without a volume for what keeps nothing',
      { volume: undefined },
      TREE,
      { ...REACHED, hasVolume: false },
    ],
  ])('fills the form in %s', (_, over, facts, expected) => {
    expect(presetForm({ ...preset, ...over }, facts)).toEqual(expected);
  });
});

describe('findPresets', () => {
  const other = {
    ...preset,
    name: 'memos',
    title: 'Memos',
    description: 'Short notes',
    group: 'Productivity',
    image: 'docker.io/neosmemo/memos:0.25.0',
  };
  it.each([
    ['', ['navidrome', 'memos']],
    ['  MUSIC ', ['navidrome']],
    ['notes short', ['memos']],
    ['productivity', ['memos']],
    ['music notes', []],
  ])('finds by %p', (typed, names) => {
    expect(findPresets([preset, other], typed).map(({ name }) => name)).toEqual(
      names,
    );
  });
});
