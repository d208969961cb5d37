import type { MachineJournal } from './MachineJournal';
import type { MachineCondition } from './TalosMachine';

/** One line is written at each full step of this. */
export const LINE_EVERY_MS = 2_000;

/** The kernel's own log, which `dmesg` prints. */
export const KERNEL = 'kernel';

type WriteLine = (at: Date) => string;

const go = (at: Date) =>
  at.toISOString().slice(0, 23).replace(/-/g, '/').replace('T', ' ');
const klog = (at: Date) =>
  at.toISOString().slice(5, 23).replace('-', '').replace('T', ' ');

const kernel =
  (priority: string, text: string): WriteLine =>
  at =>
    `kern: ${priority.padStart(7)}: [${at.toISOString()}]: ${text}`;
const json =
  (level: string, msg: string): WriteLine =>
  at =>
    JSON.stringify({ level, ts: at.toISOString(), caller: 'etcd/x.go:1', msg });
const logfmt =
  (level: string, msg: string): WriteLine =>
  at =>
    `time="${at.toISOString()}" level=${level} msg="${msg}"`;
const access =
  (code: string, method: string, note = 'Success'): WriteLine =>
  at =>
    `${go(
      at,
    )} ${code} [${method}] 1.204ms unary ${note} (:authority=127.0.0.1)`;

const ALWAYS: Readonly<Record<string, readonly WriteLine[]>> = {
  [KERNEL]: [
    kernel('info', 'eth0: Link is Up - 1Gbps/Full - flow control off'),
    at =>
      `user: warning: [${at.toISOString()}]: [talos] service[kubelet](Running): Health check successful`,
    kernel('warning', 'x86/cpu: SGX disabled by BIOS.'),
    kernel('notice', 'random: crng reseeded on system resumption'),
  ],
  etcd: [
    json('info', 'compacted Raft logs'),
    json('info', 'finished scheduled compaction'),
    json('warn', 'apply request took too long'),
  ],
  kubelet: [
    at => `I${klog(at)}    1873 kubelet.go:2405] "SyncLoop (PLEG)"`,
    at => `I${klog(at)}    1873 reconciler.go:224] "VerifyControllerAttached"`,
    at => `W${klog(at)}    1873 machine.go:65] Cannot read vendor id`,
  ],
  apid: [
    access('OK', '/machine.MachineService/Version'),
    access('OK', '/cosi.resource.State/Watch'),
    access(
      'PermissionDenied',
      '/machine.MachineService/Reboot',
      'not authorized',
    ),
  ],
  containerd: [logfmt('info', 'PullImage'), logfmt('debug', 'event forwarded')],
  cri: [
    logfmt('info', 'StopPodSandbox'),
    logfmt('warning', 'cleaning up after shim disconnected'),
  ],
};

const WHEN_BROKEN: ReadonlyArray<
  readonly [Parameters<MachineCondition['faults']['has']>[0], string, WriteLine]
> = [
  [
    'kubelet-unhealthy',
    'kubelet',
    at =>
      `E${klog(
        at,
      )}    1873 kubelet.go:3011] "Container runtime network not ready"`,
  ],
  [
    'etcd-nospace',
    'etcd',
    json('error', 'etcdserver: mvcc: database space exceeded'),
  ],
  [
    'disk-gone',
    KERNEL,
    kernel('err', 'sd 2:0:0:0: [sdb] Synchronize Cache(10) failed'),
  ],
];

const cri =
  (stream: string, text: string): WriteLine =>
  at =>
    `${at.toISOString().replace('Z', '000000Z')} ${stream} F ${text}`;

/** As the kubelet has the output of containers written down. */
const OF_CONTAINERS: readonly WriteLine[] = [
  cri('stdout', '{"level":"info","msg":"request served","code":200}'),
  at => cri('stderr', `I${klog(at)}       1 server.go:71] "Serving"`)(at),
  cri('stdout', 'level=warn msg="retrying in a moment"'),
  cri('stdout', '10.42.0.7 - - "GET /healthz HTTP/1.1" 200'),
];

const plain: WriteLine = at => `${go(at)} main.go:42: still here`;

/**
 * What a service wrote in `(fromMs, toMs]`: what it always writes, one line at
 * each step of time, and what it wrote besides.
 */
export function logLines(
  source: string,
  span: { fromMs: number; toMs: number },
  options: { now: MachineCondition; journal: MachineJournal },
): string[] {
  const lines = options.journal
    .linesOf(source)
    .filter(({ atMs }) => atMs > span.fromMs && atMs <= span.toMs);
  const writers = [
    ...(ALWAYS[source] ?? (source.includes('/') ? OF_CONTAINERS : [plain])),
    ...WHEN_BROKEN.filter(
      ([fault, from]) => from === source && options.now.faults.has(fault),
    ).map(([, , write]) => write),
  ];
  const first = Math.floor(span.fromMs / LINE_EVERY_MS) + 1;
  const last = Math.floor(span.toMs / LINE_EVERY_MS);
  const regular = Array.from({ length: Math.max(0, last - first + 1) }).map(
    (_, index) => {
      const step = first + index;
      const atMs = step * LINE_EVERY_MS;
      return { atMs, text: writers[step % writers.length](new Date(atMs)) };
    },
  );
  return [...regular, ...lines]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ text }) => text);
}
