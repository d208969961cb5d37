/** @jest-environment node */
import { QUESTIONS } from '../begin/QUESTIONS';
import { LabOnDisk } from './__testUtils__/labOnDisk';

const ANSWERS = {
  domain: 'home.example',
  mac_addresses: [
    '02:00:5e:10:00:01',
    '02:00:5e:10:00:02',
    '02:00:5e:10:00:03',
  ],
  repository: 'https://git.home.example/lab/home-ops.git',
};

describe('infra new', () => {
  let disk: LabOnDisk;

  beforeEach(() => {
    disk = new LabOnDisk();
  });

  afterEach(() => {
    disk.remove();
  });

  const runFrom = (answers: object) => {
    disk.write('answers.yaml', JSON.stringify(answers));
    return disk.run(['new', 'lab', '--from', 'answers.yaml']);
  };

  it.each([
    ['three answers', {}],
    [
      'all answers',
      {
        name: 'attic',
        node_cidr: '10.0.50.0/24',
        router: '10.0.50.254',
        dhcp_range: '10.0.50.150-10.0.50.199',
        control_planes: '10.0.50.1',
        workers: '10.0.50.10, 10.0.50.11',
        disk: '/dev/sda',
        ceph_disk: '/dev/nvme0n1',
        api_addr: '10.0.50.1',
        gateways: '10.0.50.101, 10.0.50.100',
        repository: 'ssh://git@github.com/lab/home-ops.git',
        dns: 'cloudflare',
        external_gateway: '10.0.50.102',
        gitops: 'argocd',
      },
    ],
  ])('makes a lab of %s that is valid and renders', async (_, more) => {
    expect(await runFrom({ ...ANSWERS, ...more })).toMatchObject({
      exitCode: 0,
      error: '',
    });
    expect((await disk.run(['validate', 'lab'])).out).toContain(': valid, ');
    await disk.run(['secrets', 'lab', '--key-only']);
    const { exitCode, error } = await disk.run(['render', 'lab', '--json']);
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
    expect(Object.keys(disk.snapshot())).toContain('lab/.sops.yaml');
    expect((await disk.run(['validate', 'lab'])).out).toContain(': valid, ');
    for (const name of ['cluster.yaml', 'nodes.yaml']) {
      expect(disk.read(`lab/${name}`)).toMatch(
        /^---\n# yaml-language-server: \$schema=\S+\.schema\.json\n# /,
      );
    }
  });

  it('asks about a dozen questions, and asks again after a mistake', async () => {
    const asked = QUESTIONS.length;
    expect(asked).toBeLessThanOrEqual(18);
    const { exitCode, error } = await disk.run(['new', 'lab'], {
      answers: [
        '',
        'not a domain',
        'home.example',
        ...Array(5).fill(''),
        '02:00:5e:10:00:01',
        ANSWERS.mac_addresses.join(' '),
        ...Array(5).fill(''),
        ANSWERS.repository,
      ],
    });
    expect(error).toBe(
      '  not a domain name; write it in full and in lower case, like lab.home.example\n  1 are given for 3 machines; write one for each, in the order of the addresses\n',
    );
    expect(exitCode).toBe(0);
    expect(disk.read('lab/nodes.yaml')).toContain('name: cp-03');
  });

  it.each([
    [
      'an answer is missing',
      { mac_addresses: undefined },
      'mac_addresses is not answered',
    ],
    [
      'an answer is wrong',
      { disk: 'disk /dev', router: '300.1.1.1' },
      'router: not an IPv4 address',
    ],
    [
      'an answer was not asked for',
      { domian: 'x' },
      'answers domian, which is not asked; did you mean domain?',
    ],
    [
      'answers do not go together',
      { api_addr: '192.168.1.12' },
      'only a single control plane may serve the API',
    ],
  ])('writes nothing when %s', async (_, more, message) => {
    const { exitCode, out, error } = await runFrom({ ...ANSWERS, ...more });
    expect(out + error).toContain(message);
    expect(exitCode).toBe(1);
    expect(Object.keys(disk.snapshot())).toEqual(['answers.yaml']);
  });

  it('overwrites nothing', async () => {
    disk.write('lab/nodes.yaml', 'nodes: []\n');
    const { exitCode, error } = await runFrom(ANSWERS);
    expect(exitCode).toBe(1);
    expect(error).toBe(
      'lab holds nodes.yaml already; nothing is overwritten, name another folder\n',
    );
  });

  it('needs somebody to answer', async () => {
    expect(await disk.run(['new', 'lab'])).toMatchObject({ exitCode: 2 });
  });
});
