/** @jest-environment node */
import { LabOnDisk } from './__testUtils__/labOnDisk';

describe('infra convert', () => {
  let disk: LabOnDisk;

  beforeEach(() => {
    disk = new LabOnDisk();
    disk.copyFixture('valid/single-node');
  });

  afterEach(() => {
    disk.remove();
  });

  it('replaces one form by the other, and back', async () => {
    const { exitCode, out } = await disk.run(['convert', 'lab']);
    expect(out).toBe(
      'wrote lab/cluster.yaml and lab/nodes.yaml\nremoved lab/cluster.toml\n',
    );
    expect(exitCode).toBe(0);
    expect(Object.keys(disk.snapshot())).toEqual([
      'lab/cluster.yaml',
      'lab/nodes.yaml',
    ]);
    expect(disk.read('lab/cluster.yaml')).toContain(
      '# One machine that is the whole lab.',
    );
    expect((await disk.run(['validate', 'lab'])).exitCode).toBe(0);
    await disk.run(['convert', 'lab']);
    expect(Object.keys(disk.snapshot())).toEqual(['lab/cluster.toml']);
    expect((await disk.run(['validate', 'lab'])).exitCode).toBe(0);
  });

  it('keeps the old form when it writes elsewhere, and overwrites nothing there', async () => {
    const words = ['convert', 'lab', '--output', 'other'];
    expect((await disk.run(words)).exitCode).toBe(0);
    expect(Object.keys(disk.snapshot())).toEqual([
      'lab/cluster.toml',
      'other/cluster.yaml',
      'other/nodes.yaml',
    ]);
    const before = disk.snapshot();
    expect(await disk.run(words)).toEqual({
      exitCode: 1,
      out: '',
      error:
        'other holds cluster.yaml and nodes.yaml already; name an empty folder\n',
    });
    expect(disk.snapshot()).toEqual(before);
  });
});
