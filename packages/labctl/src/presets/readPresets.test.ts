import { formatPresetProblem } from './PresetProblem';
import { readPresets } from './readPresets';

const WHOAMI = `---
name: whoami
title: whoami
description: Says who answered
upstream: https://github.com/traefik/whoami
icon: whoami
group: Lab
namespace: default
image:
  repository: ghcr.io/traefik/whoami
  tag: v1.11.0
port: 8080
`;

const read = (text: string, path = 'presets/whoami.yaml') => {
  const { presets, problems } = readPresets({ [path]: text });
  return { presets, problems: problems.map(formatPresetProblem) };
};

describe('readPresets', () => {
  it('fills in what a preset leaves out', () => {
    const preset = read(WHOAMI).presets.get('whoami');
    expect(preset).toMatchObject({
      exposure: 'internal',
      workload: 'deployment',
      architectures: ['amd64', 'arm64'],
      user: { uid: 1000, gid: 1000, root: false },
      resources: { cpu: '10m', memory: '64Mi', limit: '512Mi' },
      backup: true,
      volumes: [],
    });
  });

  it.each([
    [
      'a field it does not know',
      `${WHOAMI}prot: 8080\n`,
      [
        'presets/whoami.yaml:13:1 prot: is not a field here: leave it out, or mend its name',
      ],
    ],
    [
      'an image without its registry',
      WHOAMI.replace('ghcr.io/', ''),
      [
        'presets/whoami.yaml:10:15 image.repository: not an image; write its registry too, like docker.io/library/nginx',
      ],
    ],
    [
      'a tag that moves',
      WHOAMI.replace('v1.11.0', 'latest'),
      [
        'presets/whoami.yaml:11:8 image.tag: moves without notice; write the tag of one version',
      ],
    ],
    [
      'a tag that YAML reads as a number',
      WHOAMI.replace('v1.11.0', '41'),
      [
        'presets/whoami.yaml:11:8 image.tag: not a text; put the tag in quotes, like "41"',
      ],
    ],
    [
      'a missing field, at what should hold it',
      WHOAMI.replace('title: whoami\n', ''),
      ['presets/whoami.yaml:2:1 title: missing; write text'],
    ],
    [
      'a word that is none of the field',
      WHOAMI.replace('group: Lab', 'group: Fun'),
      [
        'presets/whoami.yaml:7:8 group: not a value of this field; write Media, Downloads, Cloud, Home, Productivity, Network, Observability, Security, Lab',
      ],
    ],
    [
      'a schedule without a CronJob',
      `${WHOAMI}schedule: 0 2 * * *\n`,
      [
        'presets/whoami.yaml:13:11 schedule: belongs to workload cronjob, and to no other: mend one of both',
      ],
    ],
    [
      'a way in to an app without a port',
      WHOAMI.replace('port: 8080\n', 'exposure: external\n'),
      [
        'presets/whoami.yaml:12:11 exposure: has nothing to lead to: write port, or exposure none',
      ],
    ],
    [
      'a name that is not the name of the file',
      WHOAMI.replace('name: whoami', 'name: whoareyou'),
      [
        'presets/whoami.yaml:2:7 name: is not the name of the file; call the file whoareyou.yaml',
      ],
    ],
    [
      'text that is not YAML',
      'name: [whoami\n',
      [
        'presets/whoami.yaml:2:1 is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1:',
      ],
    ],
  ])('tells where the mistake is: %s', (_what, text, expected) => {
    const { presets, problems } = read(text);
    expect(problems).toEqual(expected);
    expect(presets.size).toBe(0);
  });

  it('leaves other files alone', () => {
    expect(read('# Presets', 'presets/README.md')).toEqual({
      presets: new Map(),
      problems: [],
    });
  });

  it('gives no preset for a file with a mistake, and all the others', () => {
    const { presets, problems } = readPresets({
      'presets/broken.yaml': 'name: broken\n',
      'presets/whoami.yaml': WHOAMI,
    });
    expect([...presets.keys()]).toEqual(['whoami']);
    expect(problems.length).toBeGreaterThan(0);
  });
});
