/** @jest-environment node */
import {
  chmodSync,
  mkdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LabOnDisk } from '../__testUtils__/labOnDisk';
import { recover, writeFiles } from './writeFiles';

describe('writeFiles', () => {
  const outside = new LabOnDisk();
  let disk: LabOnDisk;

  beforeEach(() => {
    disk = new LabOnDisk();
    disk.write('kept.txt', 'kept');
    disk.write('old/gone.txt', 'gone');
    disk.write('changed.txt', 'before');
  });

  afterEach(() => {
    disk.remove();
  });

  afterAll(() => {
    outside.remove();
  });

  it('writes, changes and removes', () => {
    writeFiles(
      disk.folder,
      new Map([
        ['changed.txt', 'after'],
        ['new/deep/file.txt', 'new'],
        ['old/gone.txt', null],
        ['never/was.txt', null],
      ]),
    );
    expect(disk.snapshot()).toEqual({
      'changed.txt': 'after',
      'kept.txt': 'kept',
      'new/deep/file.txt': 'new',
    });
    expect(() => statSync(disk.path('old'))).toThrow('ENOENT');
  });

  it('gives a file the mode it asks for', () => {
    writeFiles(disk.folder, new Map([['key', { text: 'k', mode: 0o600 }]]));
    expect(statSync(disk.path('key')).mode % 0o1000).toBe(0o600);
  });

  it.each<[string, string, (lab: LabOnDisk) => void]>([
    ['../out.txt', 'would lie outside', () => undefined],
    [
      'kept.txt/below.txt',
      'a file is where its folder would be',
      () => undefined,
    ],
    ['old', 'is a directory; move it out of the way', () => undefined],
    [
      'link/file.txt',
      'through a symbolic link out of',
      lab => symlinkSync(outside.folder, lab.path('link')),
    ],
    [
      'file-link',
      'is not a regular file',
      lab => symlinkSync('kept.txt', lab.path('file-link')),
    ],
  ])('writes nothing at all when %s %s', (path, message, arrange) => {
    arrange(disk);
    const before = disk.snapshot();
    expect(() =>
      writeFiles(
        disk.folder,
        new Map([
          ['changed.txt', 'after'],
          [path, 'text'],
        ]),
      ),
    ).toThrow(message);
    expect(disk.snapshot()).toEqual(before);
  });

  it('moves everything back when the disk refuses in the middle', () => {
    const before = disk.snapshot();
    const changes = new Map<string, string>([
      ['changed.txt', 'after'],
      ['new/file.txt', 'new'],
      // A name that no file system takes: found only when it is moved there.
      [`new/${'x'.repeat(300)}`, 'text'],
    ]);
    expect(() => writeFiles(disk.folder, changes)).toThrow(
      'nothing was written',
    );
    expect(disk.snapshot()).toEqual(before);
  });

  it('moves back what a call before was cut off in', () => {
    const before = disk.snapshot();
    cutOff(disk, { pid: 2 ** 22 + 1 });
    expect(disk.read('changed.txt')).toBe('after');
    recover(disk.folder);
    expect(disk.snapshot()).toEqual(before);
  });

  it('waits for nobody: says who is writing', () => {
    cutOff(disk, { pid: process.ppid });
    expect(() => recover(disk.folder)).toThrow(
      `process ${process.ppid} is writing`,
    );
  });

  it('does not touch files that it only replaces by the same way', () => {
    chmodSync(disk.path('kept.txt'), 0o400);
    writeFiles(disk.folder, new Map([['other.txt', 'x']]));
    expect(disk.read('kept.txt')).toBe('kept');
  });
});

/** The state of a disk after a process died between two moves. */
function cutOff(disk: LabOnDisk, options: { pid: number }) {
  const stage = disk.path('.labctl-write');
  mkdirSync(join(stage, 'new'), { recursive: true });
  mkdirSync(join(stage, 'old'));
  writeFileSync(
    join(stage, 'journal.json'),
    JSON.stringify({
      pid: options.pid,
      entries: [
        { path: 'changed.txt', hadFile: true, madeDirectories: [] },
        {
          path: 'made/new.txt',
          hadFile: false,
          madeDirectories: [disk.path('made')],
        },
        { path: 'old/gone.txt', hadFile: true, madeDirectories: [] },
      ],
    }),
  );
  renameSync(disk.path('changed.txt'), join(stage, 'old', '0'));
  disk.write('changed.txt', 'after');
  disk.write('made/new.txt', 'new');
}
