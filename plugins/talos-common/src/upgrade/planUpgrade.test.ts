import { TALOS_RELEASES } from '../compatibility/talosReleases';
import { planUpgrade, type UpgradeWish } from './planUpgrade';

const at = (talos?: string, kubernetes?: string) => ({ talos, kubernetes });
const plan = (
  from: UpgradeWish['from'],
  to: UpgradeWish['to'],
  extensions: readonly string[] | undefined = [],
) => planUpgrade({ from, to, extensions });
const tell = (...args: Parameters<typeof plan>) =>
  plan(...args).steps.map(
    ({ what, from, to, severity }) => `${severity} ${what} ${from} > ${to}`,
  );

describe('planUpgrade', () => {
  it.each<[string, Parameters<typeof plan>, string[]]>([
    [
      'a patch',
      [at('v1.13.8', 'v1.36.4'), at('v1.13.9')],
      ['ok Talos v1.13.8 > v1.13.9'],
    ],
    [
      'the next minor version',
      [at('v1.13.9', 'v1.36.4'), at('v1.14.0')],
      ['ok Talos v1.13.9 > v1.14.0'],
    ],
    [
      'two minor versions, one at a time',
      [at('v1.12.1', 'v1.35.0'), at('1.14.0')],
      ['ok Talos v1.12.1 > v1.13.9', 'ok Talos v1.13.9 > v1.14.0'],
    ],
    [
      'Kubernetes too, after Talos',
      [at('v1.13.9', 'v1.35.2'), at('v1.14.0', 'v1.37.1')],
      [
        'ok Talos v1.13.9 > v1.14.0',
        'ok Kubernetes v1.35.2 > v1.36.0',
        'ok Kubernetes v1.36.0 > v1.37.1',
      ],
    ],
    [
      'Kubernetes first, where the next Talos asks for a newer one',
      [at('v1.12.1', 'v1.30.0'), at('v1.14.0')],
      [
        'ok Kubernetes v1.30.0 > v1.31.0',
        'ok Talos v1.12.1 > v1.13.9',
        'ok Kubernetes v1.31.0 > v1.32.0',
        'ok Talos v1.13.9 > v1.14.0',
      ],
    ],
    [
      'a Kubernetes that this Talos does not take',
      [at('v1.13.9', 'v1.36.4'), at(undefined, 'v1.37.0')],
      ['error Kubernetes v1.36.4 > v1.37.0'],
    ],
    [
      'a Talos that the table does not know',
      [at('v1.14.0', 'v1.37.0'), at('v1.15.2')],
      ['unknown Talos v1.14.0 > v1.15.2'],
    ],
    [
      'from a Talos that the table does not know',
      [at('v1.15.0', 'v1.37.0'), at('v1.15.1', 'v1.38.0')],
      [
        'unknown Talos v1.15.0 > v1.15.1',
        'unknown Kubernetes v1.37.0 > v1.38.0',
      ],
    ],
    [
      'Kubernetes that is not known',
      [at('v1.13.9'), at('v1.14.0')],
      ['unknown Talos v1.13.9 > v1.14.0'],
    ],
    [
      'a pre-release to its release',
      [at('v1.14.0-rc.1', 'v1.37.0'), at('v1.14.0')],
      ['ok Talos v1.14.0-rc.1 > v1.14.0'],
    ],
    ['nothing', [at('v1.13.9', 'v1.36.4'), at('v1.13.9', 'v1.36.4')], []],
  ])('plans %s', (_, args, expected) => {
    expect(plan(...args).refusal).toBeUndefined();
    expect(tell(...args)).toEqual(expected);
  });

  it.each<[string, Parameters<typeof plan>, RegExp]>([
    ['going back', [at('v1.13.9'), at('v1.12.11')], /older than v1\.13\.9/],
    [
      'an older Kubernetes',
      [at('v1.13.9', 'v1.36.4'), at(undefined, 'v1.36.3')],
      /Kubernetes v1\.36\.3 is older/,
    ],
    [
      'what is no version',
      [at('v1.13.9'), at('latest')],
      /no version of Talos/,
    ],
    [
      'what is no version of Kubernetes',
      [at('v1.13.9', 'v1.36.4'), at(undefined, '1.37')],
      /no version of Kubernetes/,
    ],
    ['from what is not known', [at(), at('v1.14.0')], /is not known/],
    [
      'what is far beyond the table',
      [at('v1.13.9'), at('v1.999999.0')],
      /much newer than what Homestage knows, which ends with 1\.14/,
    ],
    [
      'a Kubernetes far beyond the table',
      [at('v1.13.9', 'v1.36.4'), at(undefined, 'v1.999999.0')],
      /much newer than what Homestage knows, which ends with 1\.37/,
    ],
    [
      'from a major version that is not known',
      [at('v2.13.0'), at('v2.13.1')],
      /Talos 2\.13 is newer than what Homestage knows/,
    ],
    ['another major version', [at('v1.13.9'), at('v2.0.0')], /Talos 2/],
  ])('refuses %s', (_, args, refusal) => {
    expect(plan(...args)).toEqual({
      steps: [],
      refusal: expect.stringMatching(refusal),
    });
  });

  it.each<[string, readonly string[] | undefined, string, string, RegExp]>([
    [
      'one that is newer',
      ['uhid'],
      'v1.12.11',
      'error',
      /1\.12 has no .* uhid/,
    ],
    ['one that is there', ['uhid'], 'v1.13.9', 'ok', /All extensions exist/],
    ['somebody’s own', ['mine'], 'v1.13.9', 'unknown', /mine .* Image Factory/],
    ['what nobody told', undefined, 'v1.13.9', 'unknown', /is not known/],
  ])(
    'says of an extension, %s, whether the version has it',
    (_, extensions, to, severity, reason) => {
      const [step] = planUpgrade({
        from: at('v1.11.6', 'v1.34.0'),
        to: { talos: to },
        extensions,
      }).steps.slice(-1);
      expect(step.severity).toBe(severity);
      expect(step.reasons.at(-1)).toMatch(reason);
    },
  );

  it('says that a version is newer than what is known', () => {
    const steps = plan(
      at('v1.15.0', 'v1.37.0'),
      at('v1.15.1', 'v1.37.1'),
    ).steps;
    for (const { reasons } of steps) {
      expect(reasons[0]).toContain(
        'Talos 1.15 is newer than what Homestage knows, which ends with 1.14.',
      );
    }
  });

  it('warns of what is new at a minor version, and not at a patch', () => {
    const [minor] = plan(at('v1.13.9', 'v1.36.4'), at('v1.14.0')).steps;
    expect(minor.notes.join()).toContain('Image Factory');
    const [patch] = plan(at('v1.14.0', 'v1.36.4'), at('v1.14.1')).steps;
    expect(patch.notes).toEqual([]);
  });

  it('finds a way between all neighbours of the table', () => {
    for (const { minor, kubernetes } of TALOS_RELEASES.slice(0, -1)) {
      const [step, ...more] = tell(
        at(`v1.${minor}.0`, `v1.${kubernetes[1]}.0`),
        at(`v1.${minor + 1}.0`),
      );
      expect([step, more]).toEqual([
        `ok Talos v1.${minor}.0 > v1.${minor + 1}.0`,
        [],
      ]);
    }
  });
});
