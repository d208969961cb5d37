import type { DeclaredMachine, TalosPartSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import {
  cluster,
  gone,
  machine,
  NOW,
  ready,
  resource,
  seen,
  state,
} from '../__testUtils__/snapshots';
import { told } from '../__testUtils__/told';
import { withoutRunbook } from '../__testUtils__/runbooks';

const at = <T>(value: T) => ({ value, file: 'nodes.yaml', line: 4 });

const ADDRESSES: Record<string, string> = {
  'worker-01': '10.0.0.11',
  'worker-02': '10.0.0.12',
  'worker-03': '10.0.0.13',
};

const git = (...names: string[]): DeclaredMachine[] =>
  names.map(name => ({ name: at(name), address: at(ADDRESSES[name]) }));

const members = (...names: string[]) =>
  seen(
    ...names.map(hostname =>
      resource(hostname, {
        hostname,
        addresses: [ADDRESSES[hostname]],
        machineType: 'worker',
      }),
    ),
  );

/** Two workers that find these members, beside what Git has. */
function conditionsOf(options: {
  found: TalosPartSnapshot;
  declared: DeclaredMachine[];
  second?: Parameters<typeof machine>[2];
  isGitRead?: boolean;
}) {
  const { found, declared, second = {}, isGitRead = true } = options;
  const parts = { members: found };
  return judgeTalos(
    [
      cluster(
        [
          machine('worker-01', '10.0.0.11', { parts }),
          machine('worker-02', '10.0.0.12', {
            ...second,
            parts: { ...parts, ...second.parts },
          }),
        ],
        {
          declared: {
            state: state(isGitRead ? {} : { status: 'unreachable' }),
            machines: declared,
          },
        },
      ),
    ],
    { now: NOW },
  ).clusters[0].conditions.filter(({ id }) => /node-(missing|undecl)/.test(id));
}

const BOTH = ['worker-01', 'worker-02'];

describe('members of the cluster', () => {
  it.each<[string, Parameters<typeof conditionsOf>[0], string[]]>([
    [
      'are those that Git has',
      { found: members(...BOTH), declared: git(...BOTH) },
      [],
    ],
    [
      'lack a machine that runs',
      { found: members('worker-01'), declared: git(...BOTH) },
      ['warning node-missing: members: worker-01; Git has it in nodes.yaml:4'],
    ],
    [
      'lack a machine that nobody asks',
      { found: members(...BOTH), declared: git(...BOTH, 'worker-03') },
      [
        'warning node-missing/worker-03: members: worker-01, worker-02; Git has it in nodes.yaml:4, at 10.0.0.13',
      ],
    ],
    [
      'have one that Git has not',
      { found: members(...BOTH, 'worker-03'), declared: git(...BOTH) },
      ['warning node-undeclared/worker-03: addresses: 10.0.0.13; type: worker'],
    ],
    [
      'are not known without discovery',
      { found: members(), declared: git(...BOTH) },
      [],
    ],
    [
      'are not known while nobody may read them',
      { found: { status: 'forbidden' }, declared: git(...BOTH) },
      [],
    ],
    [
      'are compared with nothing while Git is not read',
      {
        found: members(...BOTH, 'worker-03'),
        declared: git('worker-01'),
        isGitRead: false,
      },
      [],
    ],
    [
      'lack a machine that does not answer, which is told as that',
      {
        found: members('worker-01'),
        declared: git(...BOTH),
        second: { state: gone },
      },
      [],
    ],
    [
      'lack a machine that waits for its config, which is told as that',
      {
        found: members('worker-01'),
        declared: git(...BOTH),
        second: { parts: { machineStatus: ready('maintenance') } },
      },
      [],
    ],
  ])('%s', (_, options, expected) => {
    const conditions = conditionsOf(options);
    expect(told(conditions)).toEqual(expected);
    expect(withoutRunbook(conditions)).toEqual([]);
  });
});
