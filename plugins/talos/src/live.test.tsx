import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { EtcdCluster } from '@homestage/backstage-plugin-talos-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { talosApiRef } from './api/talosApiRef';
import { talosLiveApiRef } from './api/talosLiveApiRef';
import talosPlugin from './index';
import { FakeTalosLive } from './__testUtils__/FakeTalosLive';
import { FakeTalos, machine } from './__testUtils__/talosAnswers';

const MACHINE = '/talos/machines/lab/10.0.0.11';

function member(name: string, isLeader: boolean): EtcdCluster['members'][0] {
  return {
    id: name,
    name,
    node: `10.0.0.${name.slice(-1)}`,
    severity: 'ok',
    state: isLeader ? 'leads' : 'follows',
    isLeader,
    isLearner: false,
    dbSizeBytes: 1024,
    alarms: [],
    errors: [],
  };
}

const ETCD: EtcdCluster = {
  cluster: 'lab',
  severity: 'ok',
  sentence: '2 of 2 etcd members answer.',
  members: [member('cp-1', true), member('cp-2', false)],
  voters: 2,
  healthyVoters: 2,
  toleratedLosses: 0,
  hasQuorum: true,
  quotaBytes: 2 ** 31,
  isQuotaKnown: true,
  snapshot: '',
};

class FakeTalosWithEtcd extends FakeTalos {
  async etcd() {
    return { sources: [], revision: 'r1', rows: [ETCD] };
  }
}

function openPage(
  path: string,
  live: FakeTalosLive,
  client = new FakeTalosWithEtcd([machine('worker-01', '10.0.0.11')]),
) {
  const api = (name: string, ref: any, factory: () => unknown) =>
    ApiBlueprint.make({
      name,
      params: defineParams => defineParams({ api: ref, deps: {}, factory }),
    });
  renderTestApp({
    features: [
      talosPlugin,
      createFrontendModule({
        pluginId: 'talos',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: talosApiRef,
                deps: {},
                factory: () => client,
              }),
          }),
          api('live', talosLiveApiRef, () => live),
        ],
      }),
    ],
    initialRouteEntries: [path],
  });
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('actions', () => {
  let live: FakeTalosLive;
  beforeEach(() => {
    live = new FakeTalosLive();
  });

  it('can not be pressed where they are off, and say what to do', async () => {
    live.reason = 'Actions are off in this portal. Switch them on with x.';
    openPage(MACHINE, live);
    expect(await screen.findByText(live.reason)).toBeInTheDocument();
    expect(await button('Reboot')).toBeDisabled();
    expect(await button('Restart a service')).toBeDisabled();
  });

  it('can not be pressed on a machine that is gone', async () => {
    const gone = machine('worker-01', '10.0.0.11', { isGone: true });
    openPage(
      MACHINE,
      live,
      new FakeTalosWithEtcd([gone, machine('worker-02', '10.0.0.12')]),
    );
    await waitFor(async () => expect(await button('Reboot')).toBeDisabled());
    expect(
      within(screen.getByRole('group', { name: 'Actions' })).getByText(
        /did not answer in time/,
      ),
    ).toBeInTheDocument();
  });

  it('reboot after a question that shows the command, and tell how it ended', async () => {
    live.steps = [{ state: 'done', message: 'worker-01 has begun to reboot.' }];
    openPage(MACHINE, live);
    await waitFor(async () => expect(await button('Reboot')).toBeEnabled());
    await userEvent.click(await button('Reboot'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Reboot worker-01?');
    expect(dialog).toHaveTextContent('talosctl -n 10.0.0.11 reboot');
    expect(live.asked).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Reboot' }),
    );
    expect(
      await within(dialog).findByText('worker-01 has begun to reboot.'),
    ).toBeInTheDocument();
    expect(live.asked).toEqual([
      { action: 'reboot', cluster: 'lab', node: '10.0.0.11' },
    ]);
  });

  it('do nothing when the question is answered with no', async () => {
    openPage(MACHINE, live);
    await waitFor(async () => expect(await button('Reboot')).toBeEnabled());
    await userEvent.click(await button('Reboot'));
    await userEvent.click(await button('Cancel'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(live.asked).toEqual([]);
  });

  it('defragment the leader last, and show each step and the failure', async () => {
    live.steps = [
      { state: 'running', node: '10.0.0.2', message: 'cp-2 is done.' },
      { state: 'failed', node: '10.0.0.1', message: 'cp-1 did not answer.' },
    ];
    openPage('/talos/etcd', live);
    await waitFor(async () => expect(await button('Defragment')).toBeEnabled());
    await userEvent.click(await button('Defragment'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      /talosctl -n 10.0.0.2 etcd defrag\s*talosctl -n 10.0.0.1 etcd defrag/,
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Defragment' }),
    );
    expect(
      await within(dialog).findByText('cp-1 did not answer.'),
    ).toBeInTheDocument();
    expect(within(dialog).getByText('cp-2 is done.')).toBeInTheDocument();
  });

  it('hand a snapshot to the browser', async () => {
    const saved: string[] = [];
    const create = jest.fn(() => 'blob:x');
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: () => {} });
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    openPage('/talos/etcd', live);
    await waitFor(async () =>
      expect(await button('Take a snapshot')).toBeEnabled(),
    );
    await userEvent.click(await button('Take a snapshot'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('its Secrets too');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Take a snapshot' }),
    );
    expect(
      await within(dialog).findByText(/etcd-lab.db \(2 KiB\) was given/),
    ).toBeInTheDocument();
    expect(saved).toEqual(['etcd-lab.db']);
    jest.restoreAllMocks();
  });

  it('disarm nothing where no alarm is raised', async () => {
    openPage('/talos/etcd', live);
    expect(await screen.findByText('No alarm is raised.')).toBeInTheDocument();
    expect(await button('Disarm alarms')).toBeDisabled();
  });
});

describe('logs', () => {
  let live: FakeTalosLive;
  beforeEach(() => {
    live = new FakeTalosLive();
    live.lines = [
      { level: 'info', at: '2026-11-01T11:00:00.000Z', text: 'all is well' },
      { level: 'error', at: '2026-11-01T11:00:01.000Z', text: 'disk is gone' },
    ];
  });

  it('are not asked for before somebody chooses one', async () => {
    openPage(MACHINE, live);
    expect(
      await screen.findByText(/asked of the machine while you read it/),
    ).toBeInTheDocument();
    expect(live.asked).toEqual([]);
  });

  it('are read by the address, and found by level and words', async () => {
    openPage(`${MACHINE}?log=kernel`, live);
    const log = await screen.findByRole('log');
    expect(within(log).getByText('all is well')).toBeInTheDocument();
    expect(live.asked).toMatchObject([
      { source: 'kernel', node: '10.0.0.11', isFollowing: true },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'error 1' }));
    expect(within(log).queryByText('all is well')).toBeNull();
    expect(screen.getByText('1 of 2 lines')).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search these lines' }),
      'nothing like it',
    );
    expect(within(log).getByText('No line matches.')).toBeInTheDocument();
  });

  const POD = 'kube-system/coredns-abc:coredns:0123456789ab';

  it('are those of containers too, once somebody asks which there are', async () => {
    live.pods = [
      {
        id: POD,
        namespace: 'kube-system',
        pod: 'coredns-abc',
        name: 'coredns',
      },
    ];
    openPage(MACHINE, live);
    await userEvent.click(await button('Containers of pods'));
    await userEvent.click(await button(/Container$/));
    await userEvent.click(
      await screen.findByRole('option', {
        name: 'kube-system/coredns-abc · coredns',
      }),
    );
    const log = await screen.findByRole('log');
    expect(within(log).getByText('all is well')).toBeInTheDocument();
    expect(live.asked).toMatchObject([{ source: POD, node: '10.0.0.11' }]);
  });

  it('say why containers can not be listed', async () => {
    live.failure = new Error('10.0.0.11 can not be reached.');
    openPage(`${MACHINE}?log=${encodeURIComponent(POD)}`, live);
    expect(
      await screen.findByText(
        'The containers of this machine can not be listed.',
      ),
    ).toBeInTheDocument();
  });

  it('keep their lines when they break off, and say why', async () => {
    live.failure = new Error('10.0.0.11 can not be reached.');
    openPage(`${MACHINE}?log=kernel`, live);
    expect(
      await screen.findByText('10.0.0.11 can not be reached.'),
    ).toBeInTheDocument();
    expect(screen.getByText('disk is gone')).toBeInTheDocument();
  });
});

describe('events', () => {
  it('are told newest first, once somebody asks', async () => {
    const live = new FakeTalosLive();
    live.told = [
      { id: 'a', kind: 'sequence', severity: 'info', sentence: 'boot began' },
      { id: 'b', kind: 'sequence', severity: 'info', sentence: 'boot ended' },
    ];
    openPage(MACHINE, live);
    await userEvent.click(await button('Show events'));
    const rows = within(
      await screen.findByRole('table', { name: 'Events' }),
    ).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('boot ended');
    expect(rows[2]).toHaveTextContent('boot began');
  });
});
