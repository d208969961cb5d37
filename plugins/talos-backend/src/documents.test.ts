import { readFileSync } from 'node:fs';
import {
  startTestTalos,
  TEST_PATCHES,
  waitFor,
  type TestTalos,
} from '@homestage/sandbox/testUtils';
import { startTalosBackend } from './__testUtils__/startTalosBackend';

const NODES = `nodes:
  - { name: cp-01, address: 10.0.0.1, controller: true }
  - { name: worker-01, address: 10.0.0.2, controller: false }
`;
const FILES = new Map([...TEST_PATCHES, ['nodes.yaml', NODES]]);

describe('machine configs beside Git', () => {
  let talos: TestTalos;

  beforeAll(async () => {
    talos = await startTestTalos(['cp-01', 'worker-01']);
  });
  afterAll(() => talos?.stop());

  const start = (administrator: string | undefined, files = FILES) =>
    startTalosBackend(
      [
        {
          name: 'lab',
          talosconfig: talos.talosconfigFile,
          ...(administrator
            ? { administrator: { talosconfig: administrator } }
            : {}),
        },
      ],
      { files },
    );

  const driftOf = async (backend: Awaited<ReturnType<typeof start>>) =>
    (await backend.get('/drift')).rows.map(
      (row: any) => `${row.machine} ${row.verdict} ${row.what}`,
    );

  it('are compared document by document with an administrator’s credential', async () => {
    talos.setFault('worker-01', 'config-edited', true);
    const backend = await start(talos.adminTalosconfigFile);
    const rows = await waitFor(() => driftOf(backend), {
      until: found => found.some((row: string) => row.includes('Watchdog')),
    });
    expect(rows.sort()).toEqual([
      'worker-01 differs LinkConfig net0: mtu',
      'worker-01 differs v1alpha1: machine.sysctls.net.core.rmem_max',
      'worker-01 onlyLive document WatchdogTimerConfig',
    ]);
    const answer = await backend.get('/drift');
    expect(
      answer.rows.find((row: any) => row.what.endsWith('rmem_max')),
    ).toMatchObject({
      declared: '7500000',
      live: '212992',
      file: 'talos/patches/global/sysctls.yaml',
      line: 3,
      url: 'https://git/talos/patches/global/sysctls.yaml#L3',
      mend: { runbook: { page: 'config-apply' } },
    });
    const { rows: certificates } = await backend.get('/certificates');
    expect(certificates.map((row: any) => row.name)).toContain(
      'lab (administrator)',
    );
    await backend.stop();
    talos.setFault('worker-01', 'config-edited', false);
  });

  it('show in what a reader sees of links, without an administrator’s credential', async () => {
    talos.setFault('worker-01', 'config-edited', true);
    const backend = await start(undefined);
    const rows = await waitFor(() => driftOf(backend), {
      until: found => found.some((row: string) => row.includes('MTU')),
    });
    expect(rows).toEqual(['worker-01 differs link net0: MTU']);
    await backend.stop();
    talos.setFault('worker-01', 'config-edited', false);
  });

  it('are not compared with a reader’s, and the page says what to do', async () => {
    const backend = await start(talos.talosconfigFile);
    const { sources } = await waitFor(() => backend.get('/drift'), {
      until: answer =>
        answer.sources.some((state: any) => state.status === 'misconfigured'),
    });
    expect(sources).toContainEqual(
      expect.objectContaining({
        title: 'Machine configs on lab',
        message: expect.stringContaining('only os:admin may read'),
        nextStep: expect.stringContaining('administrator.talosconfig'),
      }),
    );
    await backend.stop();
  });

  it('can not be reproduced from a tree that holds none', async () => {
    const backend = await start(undefined, new Map([['nodes.yaml', NODES]]));
    const rows = await waitFor(() => driftOf(backend), {
      until: found =>
        found.length === 2 &&
        found.every((row: string) => row.endsWith('machine config')),
    });
    expect(rows).toEqual([
      'cp-01 onlyLive machine config',
      'worker-01 onlyLive machine config',
    ]);
    await backend.stop();
  });

  it('give none of their secrets to any answer', async () => {
    const backend = await start(talos.adminTalosconfigFile);
    await waitFor(() => backend.get('/drift'), {
      until: answer =>
        answer.sources.some(
          (state: any) =>
            state.title.startsWith('Machine configs') &&
            state.status === 'live',
        ),
    });
    const key = /key: (\S+)/.exec(
      readFileSync(talos.adminTalosconfigFile, 'utf8'),
    )![1];
    for (const route of [
      'drift',
      'summary',
      'machines/lab/cp-01',
      'upgrades',
    ]) {
      const text = JSON.stringify(await backend.get(`/${route}`));
      expect(text).not.toContain(key);
      expect(text).not.toContain('machine.token');
    }
    await backend.stop();
  });
});
