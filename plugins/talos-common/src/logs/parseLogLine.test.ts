import fc from 'fast-check';
import { LOG_LEVELS } from './logLine';
import { parseLogLine } from './parseLogLine';

const now = Date.parse('2026-11-20T12:00:00Z');

const POD = 'kube-system/coredns-abc:coredns:0123456789ab';

describe('parseLogLine', () => {
  it.each<[string, string, object]>([
    [
      'kernel',
      'kern:     err: [2026-11-20T11:59:00.123456789Z]: sd 2:0:0:0: [sdb] I/O error',
      {
        level: 'error',
        at: '2026-11-20T11:59:00.123Z',
        text: 'sd 2:0:0:0: [sdb] I/O error',
      },
    ],
    [
      'kernel',
      'kern:  notice: [2026-11-20T11:59:00Z]: random: crng init done',
      { level: 'info' },
    ],
    // What Talos says has no priority of its own, and comes as a warning.
    [
      'kernel',
      'user: warning: [2026-11-20T11:59:00Z]: [talos] service[etcd](Running): Health check successful',
      { level: 'info' },
    ],
    [
      'kernel',
      'user: warning: [2026-11-20T11:59:00Z]: [talos] controller failed {"component": "controller-runtime", "error": "no"}',
      { level: 'error' },
    ],
    [
      'etcd',
      '{"level":"warn","ts":"2026-11-20T11:59:00.5Z","caller":"txn/util.go:93","msg":"apply request took too long","took":"120ms"}',
      {
        level: 'warning',
        at: '2026-11-20T11:59:00.500Z',
        text: 'apply request took too long took="120ms"',
      },
    ],
    [
      'kubelet',
      '{"ts":1795175940000.5,"caller":"kubelet.go:24","msg":"Sync","v":2}',
      { level: 'info', at: '2026-11-20T11:59:00.000Z', text: 'Sync' },
    ],
    [
      'kubelet',
      '{"ts":1795175940000.5,"msg":"Error syncing pod","err":"no"}',
      { level: 'error', text: 'Error syncing pod err="no"' },
    ],
    [
      'kubelet',
      'E1120 11:59:00.123456    1873 kubelet.go:24] "Network not ready"',
      {
        level: 'error',
        at: '2026-11-20T11:59:00.123Z',
        text: 'kubelet.go:24] "Network not ready"',
      },
    ],
    [
      'kubelet',
      'I1231 23:59:00.123456    1873 kubelet.go:24] of last year',
      { level: 'info', at: '2025-12-31T23:59:00.123Z' },
    ],
    [
      'cri',
      'time="2026-11-20T11:59:00.5Z" level=warning msg="clean \\"up\\"" id=a',
      {
        level: 'warning',
        at: '2026-11-20T11:59:00.500Z',
        text: 'clean "up" id=a',
      },
    ],
    [
      'apid',
      '2026/11/20 11:59:00.123456 OK [/machine.MachineService/Version] 1.2ms unary Success',
      { level: 'info', at: '2026-11-20T11:59:00.123Z' },
    ],
    [
      'apid',
      '2026/11/20 11:59:00.123456 PermissionDenied [/machine.MachineService/Reboot] 1ms unary not authorized',
      { level: 'warning' },
    ],
    [
      'machined',
      '2026/11/20 11:59:00.123456 Unavailable [/machine.MachineService/EtcdStatus] 1ms unary no',
      { level: 'error' },
    ],
    [
      POD,
      '2026-11-20T11:59:00.123456789Z stderr F E1120 11:58:59.000000       1 x.go:1] "no"',
      { level: 'error', at: '2026-11-20T11:59:00.123Z', text: 'x.go:1] "no"' },
    ],
    [
      POD,
      '2026-11-20T11:59:00.5Z stdout F {"level":"warn","msg":"slow"}',
      { level: 'warning', at: '2026-11-20T11:59:00.500Z', text: 'slow' },
    ],
    [
      POD,
      '2026-11-20T11:59:00.5Z stdout F [ERROR] plugin/errors: timeout',
      { level: 'error', text: '[ERROR] plugin/errors: timeout' },
    ],
    [
      POD,
      '2026-11-20T11:59:00.5Z stdout P GET /healthz 200',
      {
        level: 'unknown',
        at: '2026-11-20T11:59:00.500Z',
        text: 'GET /healthz 200',
      },
    ],
    [POD, 'of no form', { level: 'unknown', text: 'of no form' }],
    ['trustd', 'of no form', { level: 'unknown', text: 'of no form' }],
    // The form of another service is not guessed at.
    ['etcd', 'E1120 11:59:00.123456 1 x.go:1] y', { level: 'unknown' }],
    ['etcd', '{"level":"warn","ts":', { level: 'unknown' }],
  ])('reads a line of %s: %s', (source, text, expected) => {
    expect(parseLogLine(source, text, { now })).toMatchObject(expected);
  });

  it('never throws, whatever a service writes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('kernel', 'etcd', 'kubelet', 'cri', 'apid', POD),
        fc.oneof(fc.string(), fc.json()),
        (source, text) => {
          const line = parseLogLine(source, text, { now });
          expect(LOG_LEVELS).toContain(line.level);
          expect(typeof line.text).toBe('string');
        },
      ),
    );
  });
});
