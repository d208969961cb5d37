import { definitionSpec, RESOURCE_TYPES, typesOf } from './resourceTypes';

describe('definitionSpec', () => {
  it.each([
    ['MachineTypes', 'MachineType'],
    ['Services', 'Service'],
    ['MachineStatuses', 'MachineStatus'],
    ['AddressStatuses', 'AddressStatus'],
    ['Disks', 'Disk'],
  ])('calls one of %s a %s, as Talos does', (plural, displayType) => {
    const type = RESOURCE_TYPES.find(each => each.type.startsWith(plural))!;
    expect(definitionSpec(type)).toMatchObject({ displayType });
  });
});

describe('typesOf', () => {
  const LATER = [
    'BootIDs.runtime.talos.dev',
    'KernelModuleStatuses.runtime.talos.dev',
    'MDArrayStatuses.storage.talos.dev',
    'FSScrubStatuses.block.talos.dev',
    'BGPPeerStatuses.net.talos.dev',
  ];

  it.each([
    ['v1.12.11', []],
    ['v1.13.9', []],
    ['v1.14.0', LATER],
    ['v1.15.0-alpha.0', LATER],
  ])('%s has the types of its time', (version, later) => {
    const types = typesOf(version).map(({ type }) => type);
    expect(LATER.filter(type => types.includes(type))).toEqual(later);
    expect(types).toContain('LoadedKernelModules.runtime.talos.dev');
    expect(types).toHaveLength(
      RESOURCE_TYPES.length - LATER.length + later.length,
    );
  });
});
