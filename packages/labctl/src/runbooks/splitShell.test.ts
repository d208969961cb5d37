import { ShellError, splitShell } from './splitShell';

describe('a line of shell', () => {
  it.each<[string, string, string[][]]>([
    ['words', 'kubectl get  pods -A', [['kubectl', 'get', 'pods', '-A']]],
    [
      'quotes, which are taken off',
      `kubectl get x -o jsonpath='{.a b}'`,
      [['kubectl', 'get', 'x', '-o', 'jsonpath={.a b}']],
    ],
    [
      'an operator in quotes',
      `git commit -m "a | b"`,
      [['git', 'commit', '-m', 'a | b']],
    ],
    [
      'a parameter with spaces',
      'talosctl -n {{ node.address }} version',
      [['talosctl', '-n', '{{ node.address }}', 'version']],
    ],
    [
      'a parameter within a word',
      'kubectl logs job/{{ copy.job }} -f',
      [['kubectl', 'logs', 'job/{{ copy.job }}', '-f']],
    ],
    [
      'a pipe',
      'cat key | age -d',
      [
        ['cat', 'key'],
        ['age', '-d'],
      ],
    ],
    [
      'a sequence',
      'git push && flux check',
      [
        ['git', 'push'],
        ['flux', 'check'],
      ],
    ],
    ['a redirection', 'age-keygen > age.key', [['age-keygen']]],
    [
      'input from nowhere',
      'openssl s_client </dev/null',
      [['openssl', 's_client']],
    ],
    [
      'a comment at the end',
      'flux check # it may take a while',
      [['flux', 'check']],
    ],
    ['an escaped character', String.raw`echo a\|b`, [['echo', 'a|b']]],
    [
      'a command in a pod',
      'kubectl exec deploy/a -- ceph osd tree',
      [
        ['kubectl', 'exec', 'deploy/a'],
        ['ceph', 'osd', 'tree'],
      ],
    ],
    [
      'paths behind two hyphens',
      'git log -- a.yaml',
      [['git', 'log', '--', 'a.yaml']],
    ],
  ])('splits %s', (_, line, commands) => {
    expect(splitShell(line)).toEqual(commands);
  });

  it.each([
    ['a substitution', 'kubectl delete pod $(cat pods)'],
    ['backquotes', 'kubectl delete pod `cat pods`'],
    ['a variable', 'talosctl -n $NODE version'],
    ['a variable in quotes', 'talosctl -n "$NODE" version'],
    ['a here-document', 'kubectl apply -f - <<EOF'],
    ['a background job', 'kubectl port-forward a 1:1 &'],
    ['an open quote', `kubectl get 'pods`],
    ['a pipe to nowhere', 'cat key |'],
  ])('refuses %s', (_, line) => {
    expect(() => splitShell(line)).toThrow(ShellError);
  });
});
