import type { RunningVersions } from '../contract/upgrade';
import { upgradeChoices, upgradeFrom } from './upgradeChoices';

const running = (versions: string[], declared?: string): RunningVersions => ({
  running: versions.map(version => ({ version, machines: ['a'] })),
  notKnown: [],
  declared: declared
    ? { version: declared, file: 'talenv.yaml', line: 1 }
    : undefined,
});

describe('the versions to choose from', () => {
  it('are newer than what the last machine runs, and those Git wishes', () => {
    const upgrade = {
      talos: running(['v1.13.8', 'v1.13.9'], 'v1.14.2'),
      kubernetes: running(['v1.35.4']),
    };
    expect(upgradeFrom(upgrade)).toEqual({
      talos: 'v1.13.8',
      kubernetes: 'v1.35.4',
    });
    expect(upgradeChoices(upgrade)).toEqual({
      talos: ['v1.13.9', 'v1.14.0', 'v1.14.2'],
      kubernetes: ['v1.36.0', 'v1.37.0'],
    });
  });

  it('are none where nothing is known, or nothing newer is', () => {
    const none = { talos: [], kubernetes: [] };
    expect(
      upgradeChoices({ talos: running([]), kubernetes: running([]) }),
    ).toEqual(none);
    expect(
      upgradeChoices({
        talos: running(['v1.15.0']),
        kubernetes: running(['v1.40.0']),
      }),
    ).toEqual(none);
  });
});
