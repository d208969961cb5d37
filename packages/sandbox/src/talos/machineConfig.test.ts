import { parseAllDocuments } from 'yaml';
import { machineConfig } from './machineConfig';

const FILES = new Map([
  [
    'talos/patches/global/a.yaml',
    'machine: { sysctls: { a: "1" }, labels: { x: "", y: "" }, servers: [one] }',
  ],
  [
    'talos/patches/controller/b.yaml',
    'machine: { labels: { x: { $$patch: delete } }, servers: [two] }',
  ],
  ['talos/patches/worker/c.yaml', 'machine: { isWorker: true }'],
  [
    'talos/patches/node/cp/d.yaml',
    'apiVersion: v1alpha1\nkind: LinkConfig\nname: net0\n',
  ],
  ['talos/patches/node/other/e.yaml', 'machine: { isOther: true }'],
]);

describe('machineConfig', () => {
  it('merges the patches for a machine, and adds their documents', () => {
    const text = machineConfig(
      { name: 'cp', isControlPlane: true, installDisk: '/dev/sda', image: 'i' },
      FILES,
    );
    const [config, link] = parseAllDocuments(text).map(
      document => document.toJS() as any,
    );
    expect(config.machine).toMatchObject({
      type: 'controlplane',
      install: { disk: '/dev/sda' },
      sysctls: { a: '1' },
      labels: { y: '' },
      servers: ['one', 'two'],
    });
    expect(config.machine.labels).not.toHaveProperty('x');
    expect(text).not.toMatch(/isWorker|isOther/);
    expect(link).toMatchObject({ kind: 'LinkConfig', name: 'net0' });
  });
});
