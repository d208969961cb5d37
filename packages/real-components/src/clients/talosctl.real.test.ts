import { waitFor } from '../process/waitFor';
import { SandboxLab } from './SandboxLab';

/** The daily commands of talosctl, as a reader, on the embedded lab. */
describe('talosctl on the embedded lab', () => {
  let lab: SandboxLab;

  beforeAll(async () => {
    lab = await SandboxLab.start();
  });
  afterAll(() => lab?.stop());

  const talosctl = (...args: string[]) => lab.run('talosctl', args);
  const on = (node: string, ...args: string[]) => talosctl('-n', node, ...args);

  it('asks every machine of the talosconfig for its version', async () => {
    const output = await talosctl('version');
    expect(output.match(/NODE:\s+192\.168\.42\.\d+/g)).toHaveLength(5);
    expect(output.match(/Tag:\s+v1\.13\.9/g)).toHaveLength(6);
  });

  it('lists services with their health', async () => {
    expect(await on('192.168.42.11', 'services')).toMatch(
      /etcd\s+Running\s+OK/,
    );
  });

  it.each([
    ['members', /worker-02\s+worker\s+Talos \(v1\.13\.9\)/],
    ['machinestatus', /running\s+true/],
    ['extensions', /schematic\s+376567988ad/],
    ['disks', /nvme0n1/],
    ['volumestatus', /EPHEMERAL\s+\d+\s+ready/],
    ['addresses', /192\.168\.42\.11\/24/],
    ['links', /eth0/],
    ['dnsupstreams', /true\s+1\.1\.1\.1:53/],
    ['timestatus', /true/],
    ['hostname', /cp-01/],
    ['nodestatus', /true/],
    ['kubeprismstatuses', /127\.0\.0\.1:7445\s+true/],
    ['loadedkernelmodules', /nvme_core\s+\d+\s+Live/],
    ['machinetype', /machine-type/],
    ['etcdmembers', /local/],
  ])('gets %s', async (type, expected) => {
    await waitFor(`${type} to be there`, async () =>
      expected.test(await on('192.168.42.11', 'get', type)),
    );
  });

  it('gets one resource in YAML', async () => {
    expect(
      await on('192.168.42.21', 'get', 'machinetype', '-o', 'yaml'),
    ).toContain('spec: worker');
  });

  it('reads etcd: members, state, alarms', async () => {
    expect(await on('192.168.42.11', 'etcd', 'members')).toMatch(
      /[0-9a-f]{16}\s+cp-03\s+https:\/\/192\.168\.42\.13:2380/,
    );
    expect(await on('192.168.42.11,192.168.42.12', 'etcd', 'status')).toMatch(
      /192\.168\.42\.12\s+[0-9a-f]{16}\s+155 MB/,
    );
    expect(await on('192.168.42.11', 'etcd', 'alarm', 'list')).toBe('');
  });

  it('reads logs, in the form of each service', async () => {
    expect(await on('192.168.42.11', 'logs', 'kubelet', '--tail', '2')).toMatch(
      /192\.168\.42\.11: [IWE]\d{4} [\d:.]+ +\d+ \w+\.go:\d+\]/,
    );
    expect(await on('192.168.42.11', 'logs', 'kernel', '--tail', '2')).toMatch(
      /kern: +\w+: \[\d{4}-/,
    );
    expect(await on('192.168.42.11', 'dmesg')).toMatch(/kern: +\w+: \[\d{4}-/);
  });

  it('does what an operator may', async () => {
    const operate = (...args: string[]) =>
      lab.operate(['-n', '192.168.42.11', ...args]);
    expect(await operate('service', 'kubelet', 'restart')).toContain(
      'Service "kubelet" restarted',
    );
    await expect(operate('service', 'etcd', 'restart')).rejects.toThrow(
      `service "etcd" doesn't support restart operation via API`,
    );
    await operate('etcd', 'defrag');
    await operate('etcd', 'alarm', 'disarm');
    expect(await on('192.168.42.11', 'etcd', 'status')).toMatch(/99 MB/);
  });

  it('takes a snapshot that etcd itself can read', async () => {
    const file = lab.file('etcd.db');
    await lab.operate(['-n', '192.168.42.11', 'etcd', 'snapshot', file]);
    const status = await lab.run('etcdutl', [
      ...['snapshot', 'status', file],
      ...['--write-out', 'json'],
    ]);
    expect(JSON.parse(status)).toMatchObject({
      revision: expect.any(Number),
      totalKey: expect.any(Number),
      hash: expect.any(Number),
    });
    // Its last bytes are the hash of all others, and a restore holds it to that.
    await lab.run('etcdutl', [
      ...['snapshot', 'restore', file],
      ...['--data-dir', lab.file('restored')],
    ]);
  });

  it('reads its own talosconfig', async () => {
    expect(await talosctl('config', 'info')).toMatch(/Roles:\s+os:reader/);
  });

  it.each([
    [['reboot', '--wait=false'], 'not authorized'],
    [['service', 'kubelet', 'restart'], 'not authorized'],
    [['etcd', 'defrag'], 'not authorized'],
    [['etcd', 'alarm', 'disarm'], 'not authorized'],
    [['logs', 'nosuch'], 'was not registered'],
    [['get', 'machineconfig'], 'not authorized'],
    [['get', 'nosuch'], 'is not registered'],
  ])('is refused %j as a reader', async (args, sentence) => {
    await expect(on('192.168.42.11', ...args)).rejects.toThrow(sentence);
  });

  it('is told that a worker has no etcd', async () => {
    await expect(on('192.168.42.21', 'etcd', 'status')).rejects.toThrow(
      'etcd is not available on this node type',
    );
  });
});
