import { userDataOf } from './cloudInit';

const KEY = 'ssh-ed25519 AAAA me';

describe('userDataOf', () => {
  it.each<[string, Parameters<typeof userDataOf>[0], string | undefined]>([
    ['nothing to tell', { cloudInit: ' \n' }, undefined],
    [
      'a key alone',
      { sshKey: KEY },
      `#cloud-config\nssh_authorized_keys:\n  - ${KEY}`,
    ],
    [
      'a key and more, without a second head',
      {
        sshKey: KEY,
        cloudInit: '#cloud-config\r\npackages:\r\n  - qemu-guest-agent  \r\n',
      },
      `#cloud-config\nssh_authorized_keys:\n  - ${KEY}\npackages:\n  - qemu-guest-agent`,
    ],
    [
      'lines of a text as they are',
      { cloudInit: 'runcmd:\n  - |\n    one\n\n    two' },
      '#cloud-config\nruncmd:\n  - |\n    one\n\n    two',
    ],
  ])('writes %s', (_, values, expected) => {
    expect(userDataOf(values)).toBe(expected);
  });

  it.each([
    [
      'a script',
      { cloudInit: 'apt install git' },
      /write keys and their values/,
    ],
    ['what is no YAML', { cloudInit: 'a: [' }, /no YAML/],
    [
      'a password at any depth',
      { cloudInit: 'users:\n  - name: me\n    passwd: $6$abc' },
      /passwd would stand in Git/,
    ],
    [
      'the keys twice',
      { sshKey: KEY, cloudInit: 'ssh_authorized_keys: [a]' },
      /written by the field SSH key/,
    ],
    [
      'what Flux would fill in',
      { cloudInit: 'runcmd: ["echo ${HOME}"]' },
      /without the braces/,
    ],
    [
      'more than KubeVirt takes',
      { cloudInit: `runcmd: [${'x'.repeat(2040)}]` },
      /2048/,
    ],
  ])('refuses %s, and names the field', (_, values, refusal) => {
    expect(() => userDataOf(values)).toThrow(refusal);
    expect(() => userDataOf(values)).toThrow(/^cloudInit: /);
  });
});
