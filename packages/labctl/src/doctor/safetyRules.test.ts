/** @jest-environment node */
import { adviceOn, onlyAdvice } from './__testUtils__/soundLab';
import type { DoctorCase } from './__testUtils__/soundLab';

describe('examineLab', () => {
  it.each<DoctorCase>([
    [
      'no-backup',
      'warning',
      'components: volumes of rook-ceph have no backup; add kopiur, velero, volsync',
      { chosen: ['rook-ceph'], cluster: { apps: ['whoami'] } },
    ],
    [
      'backup-without-target',
      'warning',
      'storage: velero has nowhere to write to; write storage.s3 or storage.nfs',
      { chosen: ['velero'] },
    ],
    [
      'etcd-not-saved',
      'warning',
      'components: nothing takes snapshots of etcd; add talos-backup',
      { isEtcdSaved: false },
    ],
    [
      'no-age-recipient',
      'warning',
      'secrets.age_recipients: is empty',
      { cluster: { secrets: {} } },
    ],
    [
      'one-age-recipient',
      'info',
      'secrets.age_recipients: one key opens every secret',
      { cluster: { secrets: { age_recipients: ['age1xxxx'] } } },
    ],
    [
      'run-strategy-in-git',
      'info',
      'virtual_machines[0].run_strategy: starting or stopping debian rewrites Always',
      {
        cluster: {
          virtual_machines: [
            { name: 'debian', source: { blank: true }, run_strategy: 'Always' },
          ],
        },
      },
    ],
    [
      'machine-on-local-volume',
      'info',
      'virtual_machines[0]: debian lies on a volume of one node',
      {
        chosen: ['kubevirt'],
        cluster: {
          storage: { default_class: 'local-path' },
          virtual_machines: [{ name: 'debian', source: { blank: true } }],
        },
      },
    ],
  ])('says %s (%s): %s', async (rule, severity, text, options) => {
    expect(await adviceOn(options)).toEqual(onlyAdvice(rule, severity, text));
  });
});
