import { folderOf, readFiles } from '../__testUtils__/labs';
import { blobId } from '../commands/tree/baseTexts';
import { rerenderLab } from './rerenderLab';

const rerender = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
) => rerenderLab({ before, after, idOf: blobId });

const LAB = readFiles(folderOf('reference'));

const RECORD = `  - name: worker-03
    address: 192.168.42.23
    controller: false
    disk: /dev/sda
    mac_addr: 02:00:5e:10:00:17
    schematic_id: 376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba
`;

const changed = (
  texts: ReadonlyMap<string, string>,
  path: string,
  change: (text: string) => string,
) => new Map(texts).set(path, change(texts.get(path) ?? ''));

const withNode = (texts: ReadonlyMap<string, string>) =>
  changed(texts, 'nodes.yaml', text => text + RECORD);

function rendered(before: ReadonlyMap<string, string>) {
  const result = rerender(before, withNode(before));
  if (!result.ok) {
    throw new Error(`${result.reason}: ${result.details.join(' ')}`);
  }
  return result;
}

describe('rerenderLab', () => {
  it('writes what a new machine brings, and the lock with it', () => {
    const { writes, removals } = rendered(LAB);
    expect([...writes.keys()]).toEqual(
      expect.arrayContaining([
        '.labctl.lock',
        'talos/talconfig.yaml',
        'talos/patches/node/worker-03/20-network.yaml',
      ]),
    );
    expect(writes.get('talos/talconfig.yaml')).toContain('hostname: worker-03');
    expect(removals).toEqual([]);
  });

  it('writes nothing when nothing was changed', () => {
    const result = rerender(LAB, LAB);
    expect(result).toMatchObject({ ok: true, removals: [] });
    expect(result.ok && result.writes.size).toBe(0);
  });

  it('keeps what was edited by hand, without a store of its own', () => {
    const edited = changed(LAB, 'talos/talconfig.yaml', text =>
      text.replace('clusterName: lab', 'clusterName: mine'),
    );
    const { writes, kept } = rendered(edited);
    expect(kept).toEqual(['talos/talconfig.yaml']);
    expect(writes.get('talos/talconfig.yaml')).toContain('clusterName: mine');
    expect(writes.get('talos/talconfig.yaml')).toContain('hostname: worker-03');
  });

  it('writes again what it wrote before, and nothing more', () => {
    const { writes } = rendered(LAB);
    const after = new Map([...withNode(LAB), ...writes]);
    const again = rerender(after, after);
    expect(again.ok && again.writes.size).toBe(0);
  });

  it('does not mix the change with what the templates would bring anyway', () => {
    const path = 'templates/talos/patches/all/22-time.yaml.j2';
    const behind = changed(LAB, path, text => `${text}# new\n`);
    expect(rerender(behind, withNode(behind))).toMatchObject({
      ok: false,
      reason: 'behind',
      details: [expect.stringContaining('22-time.yaml')],
    });
  });

  it('names the lines that an edit and the render both change', () => {
    const edited = changed(LAB, 'talos/talconfig.yaml', text =>
      text.replace(/(hostname: worker-02\n)[^]*$/, '$1# gone\n'),
    );
    expect(rerender(edited, withNode(edited))).toMatchObject({
      ok: false,
      reason: 'conflicts',
      details: [expect.stringMatching(/talconfig\.yaml, line \d+: an edit/)],
    });
  });

  it('says what is wrong with the changed inputs', () => {
    const after = changed(LAB, 'nodes.yaml', text =>
      text.concat(RECORD.replace('.42.23', '.42.11')),
    );
    expect(rerender(LAB, after)).toMatchObject({
      ok: false,
      reason: 'mistakes',
      details: expect.arrayContaining([
        expect.stringMatching(/^nodes\.yaml:\d+:\d+ .*192\.168\.42\.11/),
      ]),
    });
  });

  it('says that there is nothing to render, or nothing to render from', () => {
    const without = (pattern: RegExp) =>
      new Map([...LAB].filter(([path]) => !pattern.test(path)));
    const unlocked = without(/^\.labctl\.lock$/);
    expect(rerender(unlocked, unlocked)).toMatchObject({
      ok: false,
      reason: 'not-rendered',
    });
    const bare = without(/^templates\//);
    expect(rerender(bare, bare)).toMatchObject({
      ok: false,
      reason: 'no-definitions',
    });
  });
});
