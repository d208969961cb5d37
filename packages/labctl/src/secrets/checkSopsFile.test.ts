/** @jest-environment node */
import { describeProblem } from '../read/LabProblem';
import { checkSopsFile } from './checkSopsFile';
import { createAgeKey } from './createAgeKey';
import { encryptSops } from './encryptSops';

const SECRET =
  'kind: Secret\nmetadata:\n  name: a\nstringData:\n  one: first\n  two: second\n';
const NOW = new Date('2026-11-20T10:00:00Z');

async function encrypted() {
  const { recipient } = await createAgeKey({ isClassic: true, now: NOW });
  const text = await encryptSops(SECRET, {
    recipients: [recipient],
    encryptedRegex: '^(data|stringData)$',
    macOnlyEncrypted: true,
    now: NOW,
  });
  return { recipient, text };
}

const check = (text: string, recipients: string[] = [], path = 'a.sops.yaml') =>
  checkSopsFile({ path, text }, recipients).map(describeProblem);

describe('checkSopsFile', () => {
  it('is content with what encryptSops makes', async () => {
    const { text, recipient } = await encrypted();
    expect(check(text, [recipient])).toEqual([]);
  });

  it('finds a file in clear, and shows none of it', () => {
    expect(check(SECRET)).toEqual([
      'a.sops.yaml:1:1: is not encrypted; run `sops --encrypt --in-place a.sops.yaml`, and if it was ever pushed, change what is in it',
    ]);
    expect(check('PASSWORD=first\n', [], 'a.sops.env')).toHaveLength(1);
  });

  it('finds a value in clear among encrypted ones', async () => {
    const { text } = await encrypted();
    const [problem] = check(text.replace(/two: .*/, 'two: second'));
    expect(problem).toMatch(/^a\.sops\.yaml:7:8 stringData\.two: is in clear/);
    expect(problem).not.toContain('second');
  });

  it('finds a second document in clear', async () => {
    const { text } = await encrypted();
    expect(check(`${text}---\n${SECRET}`)).toHaveLength(1);
  });

  it('finds who could not open it', async () => {
    const { text } = await encrypted();
    const { recipient } = await createAgeKey({ isClassic: true, now: NOW });
    expect(check(text, [recipient])).toEqual([
      `a.sops.yaml:1:1: cannot be opened with the key of ${recipient.slice(
        0,
        16,
      )}...; run \`sops updatekeys a.sops.yaml\``,
    ]);
  });

  it('finds what cannot be read', () => {
    expect(check('a: [\n')).toEqual([
      'a.sops.yaml:1:1: not valid YAML; make it again',
    ]);
    expect(check('a: b\nsops:\n  mac: x\n')).toEqual([
      'a.sops.yaml:1:1: its sops section is not whole; make the file again',
    ]);
  });
});
