/**
 * @jest-environment node
 */
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INFRA } from '../__testUtils__/labs';
import { runCommand } from './runCommand';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infra-'));
  cpSync(join(INFRA, 'labs/single-node'), folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function infra(...words: string[]) {
  let out = '';
  let err = '';
  const exitCode = await runCommand(words, {
    cwd: folder,
    env: {},
    write: text => {
      out += text;
    },
    writeError: text => {
      err += text;
    },
    elapsedMs: () => 0,
    now: () => new Date(0),
  });
  return { exitCode, out, err };
}

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const put = (path: string, text: string) =>
  writeFileSync(join(folder, path), text);

const TIME = 'talos/patches/global/22-time.yaml';

/** Changes the time servers of the inputs, which one rendered file names. */
function moveClock(address: string): void {
  const text = read('cluster.yaml');
  put(
    'cluster.yaml',
    text.includes('node_ntp_servers')
      ? text.replace(/(node_ntp_servers:\n\s*- ).*/, `$1${address}`)
      : `${text}node_ntp_servers:\n  - ${address}\n`,
  );
}

describe('infra render', () => {
  it('writes the tree beside the inputs, and nothing the second time', async () => {
    const first = await infra('render', folder);
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.out).toMatch(/^(\d+) files: \1 written, 0 removed/);
    const second = await infra('render', folder, '--json');
    expect(JSON.parse(second.out)).toMatchObject({
      isOk: true,
      written: [],
      removed: [],
      kept: [],
      conflicts: [],
    });
  });

  it('writes into another folder when told to', async () => {
    const before = readdirSync(folder).sort();
    await infra('render', folder, '--output', 'elsewhere');
    expect(readdirSync(folder).sort()).toEqual([...before, 'elsewhere'].sort());
    expect(read(`elsewhere/${TIME}`)).toContain('TimeSyncConfig');
  });

  it('keeps an edit and says where, while the inputs change', async () => {
    await infra('render', folder);
    put(TIME, `# Mine.\n${read(TIME)}`);
    moveClock('192.168.1.1');
    const { exitCode, out } = await infra('render', folder);
    expect({ exitCode, out }).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining(`Your edits are kept in\n  ${TIME}`),
    });
    expect(read(TIME)).toMatch(/^# Mine\./);
    expect(read(TIME)).toContain('192.168.1.1');
  });

  it('reports a conflict with both sides, exits 1 and writes nothing', async () => {
    await infra('render', folder);
    put(TIME, read(TIME).replace(/- \d.*/, '- 192.168.1.7'));
    const edited = read(TIME);
    moveClock('192.168.1.1');
    const { exitCode, out } = await infra('render', folder);
    expect(exitCode).toBe(1);
    expect(out).toContain('< ');
    expect(out).toContain('192.168.1.7');
    expect(out).toContain('> ');
    expect(out).toContain('192.168.1.1');
    expect(out).toContain('Nothing was written: 1 conflict.');
    expect(read(TIME)).toBe(edited);
  });

  it('answers with the mistakes when the inputs have any', async () => {
    put('cluster.yaml', `${read('cluster.yaml')}colour: red\n`);
    const { exitCode, out } = await infra('render', folder);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/cluster\.yaml:\d+:\d+ colour:/);
    expect(readdirSync(folder)).not.toContain('talos');
  });
});

describe('infra diff', () => {
  it('shows what a change of the inputs would change, and changes nothing', async () => {
    await infra('render', folder);
    const before = read(TIME);
    expect((await infra('diff', folder)).out).toBe(
      'Rendering would change nothing.\n',
    );
    moveClock('192.168.1.1');
    const { exitCode, out } = await infra('diff', folder);
    expect(exitCode).toBe(0);
    expect(out).toContain(`--- a/${TIME}\n+++ b/${TIME}\n@@ `);
    expect(out).toMatch(/^\+ +- 192\.168\.1\.1$/m);
    expect(out.match(/^--- /gm)).toHaveLength(1);
    expect(read(TIME)).toBe(before);
  });
});
