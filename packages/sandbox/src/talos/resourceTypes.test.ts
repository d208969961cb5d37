import { definitionSpec, RESOURCE_TYPES } from './resourceTypes';

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
