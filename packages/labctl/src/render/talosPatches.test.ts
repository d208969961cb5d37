/**
 * @jest-environment node
 */
import { parse } from 'yaml';
import { LABS } from '../__testUtils__/labs';
import { talosFiles } from './__testUtils__/talosFiles';

describe('the patches of talhelper', () => {
  // talhelper substitutes variables in them, and `$patch` is none.
  it.each(
    LABS.flatMap(name =>
      ['v1.12.6', 'v1.13.9', 'v1.14.0'].map(
        version => [name, version] as const,
      ),
    ),
  )('write each dollar of %s twice, Talos %s', (name, version) => {
    const { files } = talosFiles(name, { layout: 'talhelper', version });
    const single = [...files]
      .filter(([path]) => path.startsWith('talos/patches/'))
      .flatMap(([path, text]) =>
        text
          .split('\n')
          .filter(line => /(?<!\$)\$(?!\$)/.test(line))
          .map(line => `${path}: ${line}`),
      );
    expect(single).toEqual([]);
  });
});

describe('what pods may ask of the Talos API', () => {
  const PATH = {
    talhelper: 'talos/patches/controller/70-talos-api-access.yaml',
    topf: 'talos/control-plane/70-talos-api-access.yaml',
  } as const;
  const LAYOUTS = ['talhelper', 'topf'] as const;

  const accessOf = (
    lab: string,
    talos: { layout: (typeof LAYOUTS)[number]; version: string },
  ) => {
    const document = parse(
      talosFiles(lab, talos).files.get(PATH[talos.layout]) ?? '',
    );
    const { allowedKubernetesNamespaces, allowedRoles } =
      document.machine?.features.kubernetesTalosAPIAccess ?? document;
    return { kind: document.kind, allowedKubernetesNamespaces, allowedRoles };
  };

  it.each(
    LAYOUTS.flatMap(layout =>
      (
        [
          ['v1.12.6', undefined],
          ['v1.13.9', undefined],
          ['v1.14.0', 'KubeTalosAPIAccessConfig'],
        ] as const
      ).map(([version, kind]) => [layout, version, kind] as const),
    ),
  )(
    'is a snapshot, without the role of an admin, where nothing upgrades: %s, Talos %s',
    (layout, version, kind) => {
      expect(accessOf('proxmox-flux', { layout, version })).toEqual({
        kind,
        allowedKubernetesNamespaces: ['homestage', 'system-upgrade'],
        allowedRoles: ['os:etcd:backup', 'os:reader'],
      });
    },
  );

  it.each(['v1.13.9', 'v1.14.0'])(
    'names each namespace once where tuppr shares it, Talos %s',
    version => {
      expect(
        accessOf('reference', { layout: 'talhelper', version }),
      ).toMatchObject({
        allowedKubernetesNamespaces: ['homestage', 'system-upgrade'],
        allowedRoles: ['os:admin', 'os:etcd:backup', 'os:reader'],
      });
    },
  );

  it('is nothing of etcd where no snapshot is taken', () => {
    expect(
      accessOf('home-ops', { layout: 'talhelper', version: 'v1.13.9' }),
    ).toMatchObject({ allowedRoles: ['os:reader'] });
  });
});
