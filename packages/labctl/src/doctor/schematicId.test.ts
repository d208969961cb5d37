/** @jest-environment node */
import { PLAIN_SCHEMATIC, schematicId } from './schematicId';

describe('schematicId', () => {
  // Ids that factory.talos.dev gives to these.
  it.each([
    [PLAIN_SCHEMATIC, [], null],
    [
      'ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515',
      ['siderolabs/qemu-guest-agent'],
      null,
    ],
    [
      '88d1f7a5c4f1d3aba7df787c448c1d3d008ed29cfb34af53fa0df4336a56040b',
      [
        'siderolabs/util-linux-tools',
        'siderolabs/iscsi-tools',
        'siderolabs/qemu-guest-agent',
      ],
      null,
    ],
    [
      '85f683902139269fbc5a7f64ea94a694d31e0b3d94347a225223fcbd042083ae',
      ['siderolabs/iscsi-tools', 'siderolabs/util-linux-tools'],
      { name: 'turingrk1', image: 'siderolabs/sbc-rockchip' },
    ],
  ])('is %s', async (id, extensions, overlay) => {
    expect(await schematicId({ extensions, overlay })).toBe(id);
  });
});
