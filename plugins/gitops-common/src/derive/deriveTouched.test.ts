import { deriveTouched, type EntityPlace } from './deriveTouched';

const app = (name: string, directory: string): EntityPlace => ({
  ref: `component:default/${name}`,
  title: name,
  type: 'app',
  directory,
});
const inFile = (name: string, type: string, file: string): EntityPlace => ({
  ref: `resource:default/${name}`,
  title: name,
  type,
  file,
});

const ENTITIES = [
  app('sonarr', 'kubernetes/apps/media/sonarr'),
  app('sonarr-exporter', 'kubernetes/apps/media/sonarr/exporter'),
  app('vms', 'kubernetes/apps/vms/debian'),
  inFile('debian', 'virtual-machine', 'kubernetes/apps/vms/debian/vm.yaml'),
  inFile('cp-01', 'talos-node', 'nodes.yaml'),
  inFile('cp-02', 'talos-node', 'nodes.yaml'),
];

const titles = (...files: string[]) =>
  deriveTouched(files, ENTITIES).entities.map(({ title }) => title);
const places = (...files: string[]) => deriveTouched(files, ENTITIES).places;

describe('deriveTouched', () => {
  it.each([
    ['a file of an app', ['kubernetes/apps/media/sonarr/ks.yaml'], ['sonarr']],
    [
      'a file of an app in another, which is the inner one',
      ['kubernetes/apps/media/sonarr/exporter/ks.yaml'],
      ['sonarr-exporter'],
    ],
    [
      'a directory whose name only begins alike',
      ['kubernetes/apps/media/sonarr-old/ks.yaml'],
      [],
    ],
    [
      'the file of a machine, with the app it is in',
      ['kubernetes/apps/vms/debian/vm.yaml'],
      ['debian', 'vms'],
    ],
    ['the file of several nodes', ['nodes.yaml'], ['cp-01', 'cp-02']],
    [
      'several files of one app, once',
      [
        'kubernetes/apps/media/sonarr/ks.yaml',
        'kubernetes/apps/media/sonarr/app/helmrelease.yaml',
      ],
      ['sonarr'],
    ],
  ])('names what is touched by %s', (_what, files, expected) => {
    expect(titles(...files)).toEqual(expected);
  });

  it('tells the directory of a new app, and not the list it is entered in', () => {
    expect(
      places(
        'kubernetes/apps/media/kustomization.yaml',
        'kubernetes/apps/media/navidrome/ks.yaml',
        'kubernetes/apps/media/navidrome/app/kustomization.yaml',
        'kubernetes/apps/media/navidrome/app/helmrelease.yaml',
      ),
    ).toEqual(['kubernetes/apps/media/navidrome']);
  });

  it('tells the directory of a list when nothing else changes', () => {
    expect(places('kubernetes/apps/media/kustomization.yaml')).toEqual([
      'kubernetes/apps/media',
    ]);
  });

  it('tells a file of the root by its name', () => {
    expect(places('README.md')).toEqual(['README.md']);
  });

  it('tells at most five directories', () => {
    const files = Array.from({ length: 9 }, (_, at) => `docs-${at}/a.md`);
    expect(places(...files)).toHaveLength(5);
  });
});
