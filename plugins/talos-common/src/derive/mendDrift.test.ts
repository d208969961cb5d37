import { mendDrift, type BareDriftRow } from './mendDrift';

const row = (what: string, rest: Partial<BareDriftRow> = {}): BareDriftRow => ({
  cluster: 'lab',
  machine: 'worker-01',
  what,
  severity: 'warning',
  verdict: 'differs',
  sentence: '',
  ...rest,
});

describe('mendDrift', () => {
  it.each<[BareDriftRow, object | undefined]>([
    [
      row('version', { declared: 'v1.13.9', live: 'v1.14.0' }),
      {
        template: 'upgrade-talos',
        values: { version: 'v1.14.0' },
        runbook: { page: 'talos-upgrade-failed', anchor: 'check' },
      },
    ],
    [
      row('version', { declared: 'v1.14.0', live: 'v1.13.9' }),
      { runbook: { page: 'talos-upgrade-failed', anchor: 'check' } },
    ],
    [
      row('Kubernetes version', { declared: 'v1.35.1', live: 'v1.36.4' }),
      {
        template: 'upgrade-kubernetes',
        values: { version: 'v1.36.4' },
        runbook: { page: 'kubernetes-upgrade' },
      },
    ],
    [
      row('extension zfs', { verdict: 'onlyInGit' }),
      {
        runbook: {
          page: 'talos-upgrade-failed',
          anchor: 'extensions-are-missing',
        },
      },
    ],
    [
      row('machine', { verdict: 'onlyLive' }),
      { runbook: { page: 'node-add', anchor: 'declare-it' } },
    ],
    [
      row('v1alpha1: machine.sysctls.a'),
      { runbook: { page: 'config-apply', anchor: 'do' } },
    ],
    [row('version', { verdict: 'notKnown' }), undefined],
  ])('%#: by a form, or the runbook', (drift, mend) => {
    expect(mendDrift(drift).mend).toEqual(mend);
  });
});
