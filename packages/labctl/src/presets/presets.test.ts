/**
 * @jest-environment node
 */
import { formatPresetProblem } from './PresetProblem';
import { CATALOG } from '../__testUtils__/labs';

const presets = [...CATALOG.presets.values()];

/** Apps that the home-ops lab names and that are no component. */
const APPS_OF_HOME_OPS = [
  'airconnect',
  'audiobookshelf',
  'beets',
  'echo',
  'eufy-security-ws',
  'home-assistant',
  'homebridge',
  'homepage',
  'immich',
  'immichframe',
  'jellyseerr',
  'lidarr',
  'memos',
  'nzbget',
  'plex',
  'pocket-id',
  'prowlarr',
  'qbittorrent',
  'radarr',
  'readarr',
  'recyclarr',
  'romm',
  'sonarr',
  'syncthing',
  'uptime-kuma',
];

describe('the presets that are shipped', () => {
  it('are all in order', () => {
    expect(CATALOG.problems.map(formatPresetProblem)).toEqual([]);
  });

  it('are at least forty, the apps of the field among them', () => {
    expect(presets.length).toBeGreaterThanOrEqual(40);
    expect([...CATALOG.presets.keys()]).toEqual(
      expect.arrayContaining(APPS_OF_HOME_OPS),
    );
  });

  it.each(presets.map(preset => [preset.name, preset] as const))(
    '%s depends on presets that exist',
    (_name, { depends_on }) => {
      expect(depends_on.filter(name => !CATALOG.presets.has(name))).toEqual([]);
    },
  );

  it.each(presets.map(preset => [preset.name, preset] as const))(
    '%s mounts each path once and names each volume once',
    (_name, { volumes, scratch, config_files }) => {
      const paths = [
        ...volumes.map(({ path }) => path),
        ...scratch,
        ...config_files.map(({ path }) => path),
      ];
      const names = volumes.map(({ name }) => name);
      expect(paths).toEqual([...new Set(paths)]);
      expect(names).toEqual([...new Set(names)]);
    },
  );

  it.each(presets.map(preset => [preset.name, preset] as const))(
    '%s keeps no secret in its variables',
    (_name, { env }) => {
      const suspicious = Object.keys(env).filter(name =>
        /(PASSWORD|SECRET|TOKEN|APIKEY|API_KEY)$/i.test(name),
      );
      expect(suspicious).toEqual([]);
    },
  );
});
