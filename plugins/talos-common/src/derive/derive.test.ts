import type { CertificateFacts, DeclaredMachine } from '../facts/snapshots';
import { TALOS_PARTS, TALOS_RPCS } from '../parts/talosParts';
import { parseGoDuration } from '../read/parseGoDuration';
import { readMachine } from '../read/readMachine';
import {
  machine,
  NOW,
  SCHEMATIC,
  state,
  cluster,
} from '../__testUtils__/snapshots';
import { compareMachine } from './compareDeclared';
import {
  deriveCertificates,
  nextCertificateChangeMs,
} from './deriveCertificates';
import { deriveDrift } from './deriveDrift';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const certificate = (lifeMs: number, leftMs: number): CertificateFacts => ({
  kind: 'client',
  name: 'lab',
  notBefore: new Date(NOW + leftMs - lifeMs).toISOString(),
  notAfter: new Date(NOW + leftMs).toISOString(),
  seenAt: new Date(NOW).toISOString(),
});

describe('deriveCertificates', () => {
  it.each([
    ['a year, 31 days left', 365 * DAY_MS, 31 * DAY_MS, 'ok', 31],
    ['a year, 20 days left', 365 * DAY_MS, 20 * DAY_MS, 'info', 20],
    ['a year, 10 days left', 365 * DAY_MS, 10 * DAY_MS, 'warning', 10],
    ['a year, 6 days left', 365 * DAY_MS, 6 * DAY_MS, 'error', 6],
    ['ended', 365 * DAY_MS, -1, 'error', -1],
    ['six hours, as Talos gives a pod', 6 * HOUR_MS, HOUR_MS, 'ok', 0],
    [
      'six hours, and nobody renewed it',
      6 * HOUR_MS,
      HOUR_MS / 4,
      'warning',
      0,
    ],
  ])('%s', (_, lifeMs, leftMs, severity, daysLeft) => {
    const facts = certificate(lifeMs, leftMs);
    const [row] = deriveCertificates('lab', [facts], { now: NOW });
    expect(row).toMatchObject({ severity, daysLeft });
  });

  it('knows when it will say something else', () => {
    const facts = certificate(365 * DAY_MS, 20 * DAY_MS + HOUR_MS);
    expect(nextCertificateChangeMs([facts], { now: NOW })).toBe(
      NOW + HOUR_MS + 1,
    );
  });
});

const at = <T>(value: T, line = 1) => ({ value, file: 'nodes.yaml', line });

const declared = (
  overrides: Partial<DeclaredMachine> = {},
): DeclaredMachine => ({
  name: at('worker-01', 40),
  address: at('10.0.0.11', 41),
  isControlPlane: at(false),
  version: { value: 'v1.13.9', file: 'talenv.yaml', line: 3 },
  schematic: at(SCHEMATIC, 45),
  ...overrides,
});

describe('compareMachine', () => {
  const facts = readMachine(machine('worker-01', '10.0.0.11'));

  it('says nothing of what is the same', () => {
    expect(compareMachine(facts, declared())).toEqual([]);
  });

  it.each<[string, Partial<DeclaredMachine>, object]>([
    [
      'another version',
      { version: at('v1.13.10', 3) },
      { what: 'version', verdict: 'differs', line: 3, live: 'v1.13.9' },
    ],
    [
      'another host name',
      { name: at('w1') },
      { what: 'host name', verdict: 'differs' },
    ],
    [
      'another address',
      { address: at('10.0.0.99') },
      { what: 'address', live: '10.0.0.11/24' },
    ],
    [
      'another role',
      { isControlPlane: at(true) },
      { what: 'role', severity: 'error' },
    ],
    [
      'a label',
      { labels: at({ zone: 'a' }) },
      { what: 'label zone', live: 'not there' },
    ],
    [
      'a lost extension',
      { extensions: at(['siderolabs/iscsi-tools', 'siderolabs/nut-client']) },
      { what: 'extension nut-client', verdict: 'onlyInGit' },
    ],
    [
      'an extension too many',
      { extensions: at([]) },
      { what: 'extension iscsi-tools', verdict: 'onlyLive', severity: 'info' },
    ],
    [
      'what was never read',
      { timeServers: at(['1.1.1.1']) },
      { what: 'time servers', verdict: 'notKnown', severity: 'unknown' },
    ],
  ])('%s', (_, overrides, expected) => {
    expect(compareMachine(facts, declared(overrides))).toEqual([
      expect.objectContaining(expected),
    ]);
  });
});

describe('deriveDrift', () => {
  const lab = (machines: DeclaredMachine[]) =>
    cluster([machine('worker-01', '10.0.0.11')], {
      declared: { state: state(), machines },
    });
  const drift = (machines: DeclaredMachine[]) => {
    const snapshot = lab(machines);
    return deriveDrift(snapshot, snapshot.machines.map(readMachine));
  };

  it('names a machine that Git does not know, and one that nobody asks', () => {
    expect(drift([])).toMatchObject([{ verdict: 'onlyLive', what: 'machine' }]);
    const missing = declared({ name: at('w9', 60), address: at('10.0.0.99') });
    expect(drift([declared(), missing])).toMatchObject([
      { verdict: 'onlyInGit', machine: 'w9', line: 60 },
    ]);
  });
});

describe('parseGoDuration', () => {
  it.each([
    ['-1.5ms', -1.5],
    ['2h3m', 7_380_000],
    ['250µs', 0.25],
    ['0s', 0],
    [1_500_000, 1.5],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s', (text, expected) => {
    expect(parseGoDuration(text)).toBe(expected);
  });
});

describe('TALOS_PARTS', () => {
  it('has each id and each type once, and follows only parts there are', () => {
    const ids = TALOS_PARTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const called = TALOS_PARTS.flatMap(({ source }) =>
      source.by === 'call' ? source : [],
    );
    expect(called.map(({ rpc }) => rpc)).toEqual([...TALOS_RPCS]);
    expect(ids).toEqual(
      expect.arrayContaining(called.flatMap(({ after }) => after ?? [])),
    );
  });
});
