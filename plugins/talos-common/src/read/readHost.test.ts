import type { TalosPartSnapshot } from '../facts/snapshots';
import { answered, machine, resource, seen } from '../__testUtils__/snapshots';
import { readHost } from './readHost';

const system = (manufacturer?: string, productName?: string) =>
  seen(resource('systeminformation', { manufacturer, productName }));
const platform = (spec: object) => seen(resource('platformmetadata', spec));

const read = (
  parts: Partial<
    Record<'system' | 'platformMetadata' | 'version', TalosPartSnapshot>
  >,
) => readHost(machine('a', '10.0.0.1', { parts }));

describe('readHost', () => {
  it.each([
    ['QEMU', 'Standard PC (Q35 + ICH9, 2009)', 'virtual', 'QEMU/KVM'],
    ['KubeVirt', 'None', 'virtual', 'KubeVirt'],
    ['VMware, Inc.', 'VMware20,1', 'virtual', 'VMware'],
    ['Microsoft Corporation', 'Virtual Machine', 'virtual', 'Hyper-V'],
    [
      'Microsoft Corporation',
      'Surface Pro',
      'physical',
      'Microsoft Corporation Surface Pro',
    ],
    [
      'Intel(R) Client Systems',
      'NUC12WSHi5',
      'physical',
      'Intel(R) Client Systems NUC12WSHi5',
    ],
    ['To Be Filled By O.E.M.', 'B550M', 'physical', 'B550M'],
  ])('takes %s %s as %s', (manufacturer, product, kind, name) => {
    expect(read({ system: system(manufacturer, product) })).toEqual({
      kind,
      name,
    });
  });

  it('takes the word of a cloud, with its type and zone', () => {
    expect(
      read({
        platformMetadata: platform({
          platform: 'hcloud',
          instanceType: 'cx32',
          zone: 'fsn1',
        }),
      }),
    ).toEqual({ kind: 'virtual', name: 'hcloud, cx32, fsn1' });
  });

  it('knows a container by its mode', () => {
    expect(
      read({
        version: answered({
          platform: { name: 'container', mode: 'container' },
        }),
      }),
    ).toMatchObject({ kind: 'container' });
  });

  it.each<[string, Parameters<typeof read>[0]]>([
    ['nothing was read', {}],
    [
      'a board without SMBIOS',
      { platformMetadata: platform({ platform: 'metal' }) },
    ],
    [
      'empty words',
      { system: system('Default string', 'System Product Name') },
    ],
  ])('does not know: %s', (_, parts) => {
    expect(read(parts)).toBeUndefined();
  });
});
