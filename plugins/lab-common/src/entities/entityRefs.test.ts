import fc from 'fast-check';
import { entityName } from './entityName';
import {
  appEntityRef,
  clusterEntityRef,
  nodeEntityRef,
  systemEntityRef,
  virtualMachineEntityRef,
} from './entityRefs';

describe('entityName', () => {
  it.each([
    ['jellyfin', 'jellyfin'],
    ['k8s-0.lab', 'k8s-0.lab'],
    ['Media', 'Media'],
  ])('leaves the valid name %s as it is', (text, expected) => {
    expect(entityName(text)).toBe(expected);
  });

  it('is valid for every text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        expect(entityName(text)).toMatch(
          /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
        );
      }),
    );
  });

  it('keeps apart what cleaning or cutting would make equal', () => {
    const long = 'a'.repeat(80);
    expect(entityName('a b')).not.toBe(entityName('a/b'));
    expect(entityName('a b')).not.toBe('a-b');
    expect(entityName(`${long}x`)).not.toBe(entityName(`${long}y`));
  });

  it('is the same at every call, so that a restart changes no entity', () => {
    expect(entityName('system:node:k8s-0')).toBe('system-node-k8s-0-1ahexh5');
  });
});

describe('entity refs', () => {
  it.each([
    [
      'an app',
      appEntityRef({ place: 'media', name: 'jellyfin' }),
      'component:default/jellyfin',
    ],
    [
      'an app whose name another namespace has too',
      appEntityRef({ place: 'media', name: 'proxy', isShared: true }),
      'component:default/media-proxy',
    ],
    [
      'a node',
      nodeEntityRef({ place: 'lab', name: 'K8S-0' }),
      'resource:default/k8s-0',
    ],
    [
      'a virtual machine',
      virtualMachineEntityRef({ namespace: 'vms', name: 'win11' }),
      'resource:default/vms-win11',
    ],
    ['a cluster', clusterEntityRef('lab'), 'resource:default/lab'],
    ['a namespace', systemEntityRef('media'), 'system:default/media'],
  ])('%s', (_what, ref, expected) => {
    expect(ref).toBe(expected);
  });
});
