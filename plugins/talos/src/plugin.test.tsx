import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { talosApiRef } from './api/talosApiRef';
import { isTalosNode, machineRefOf } from './components/Machine/machineRefOf';
import talosPlugin from './index';
import { FakeTalos, machine } from './__testUtils__/talosAnswers';

function openPage(path: string, client: FakeTalos) {
  const fakes = createFrontendModule({
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
    ],
  });
  renderTestApp({
    features: [talosPlugin, fakes],
    initialRouteEntries: [path],
  });
}

const broken = () =>
  new FakeTalos([
    machine('worker-01', '10.0.0.11', {
      unmet: [{ name: 'nodeReady', reason: 'kubelet is down' }],
    }),
    machine('worker-02', '10.0.0.12', { isGone: true }),
  ]);

describe('the Talos page', () => {
  beforeEach(() => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  });
  afterEach(() => jest.restoreAllMocks());

  it('answers first whether the machines may be trusted', async () => {
    openPage('/talos', broken());
    expect(
      await screen.findByRole('heading', { name: /0 of 2 machines run\./ }),
    ).toBeInTheDocument();
    expect(screen.getByText('worker-01 is not ready')).toBeInTheDocument();
    expect(screen.getByText('worker-02 does not answer')).toBeInTheDocument();
  });

  it('prints both ways in when nothing is configured', async () => {
    openPage('/talos', new FakeTalos());
    expect(
      await screen.findByText('No Talos cluster is configured'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/talosctl config new --roles os:reader/),
    ).toBeInTheDocument();
    expect(screen.getByText(/kind: ServiceAccount/)).toBeInTheDocument();
  });

  it('lists machines worst first, with what Git says otherwise', async () => {
    openPage('/talos/machines', broken());
    const rows = await screen.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('Unreachable');
    expect(rows[1]).toHaveTextContent('was Running when last seen');
    expect(within(rows[2]).getByTitle('Git says v1.14.0')).toHaveTextContent(
      'v1.13.9',
    );
  });

  it('opens a machine from its row', async () => {
    openPage('/talos/machines', broken());
    await userEvent.click(
      await screen.findByRole('link', { name: 'worker-01' }),
    );
    expect(
      await screen.findByRole('region', { name: 'May I take it down?' }),
    ).toHaveTextContent('It is a worker; etcd does not run on it.');
    expect(screen.getByRole('region', { name: 'Facts' })).toHaveTextContent(
      'nodeReady: kubelet is down',
    );
    // What was never read is not shown as nothing.
    expect(screen.getByRole('region', { name: 'Services' })).toHaveTextContent(
      'Not read yet.',
    );
    expect(screen.getByRole('region', { name: 'Pods' })).toHaveTextContent(
      'Kubernetes does not tell its pods now.',
    );
    // A long list is folded, and says what is in it.
    const modules = screen.getByRole('region', { name: 'Kernel modules' });
    expect(modules).toHaveTextContent(/built in: 1/);
    expect(modules).toHaveTextContent(/nvmelive/);
    expect(modules.querySelector('details')).not.toHaveAttribute('open');
  });

  it('says of a machine that is not asked what to do', async () => {
    openPage('/talos/machines/lab/10.0.0.99', broken());
    expect(
      await screen.findByText('The portal asks no such machine.'),
    ).toBeInTheDocument();
  });

  it('leads from a difference to the line in Git', async () => {
    openPage('/talos/drift', broken());
    expect(
      await screen.findByRole('link', { name: 'talos/talenv.yaml:4' }),
    ).toHaveAttribute('href', 'https://git/talenv#L4');
  });

  it('tells the way to a newer version, and what speaks against it now', async () => {
    openPage('/talos/upgrades', broken());
    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(steps).toHaveTextContent('Talos v1.13.9 → v1.14.0');
    expect(steps).toHaveTextContent(
      'Talos 1.14 takes Kubernetes 1.32 to 1.37; which one runs is not known.',
    );
    expect(
      screen.getByRole('region', { name: 'Is now a good time?' }),
    ).toHaveTextContent('Not so: worker-01, worker-02.');
  });

  it('plans for the versions of the address, and refuses to go back', async () => {
    openPage('/talos/upgrades?lab.talos=v1.12.11', broken());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Talos v1.12.11 is older than v1.13.9, which runs.',
    );
    const field = screen.getByRole('combobox', { name: 'Talos' });
    await userEvent.clear(field);
    await userEvent.type(field, 'v1.15.1{Escape}');
    expect(
      await screen.findByRole('list', { name: 'Steps' }),
    ).toHaveTextContent(
      'Talos 1.15 is newer than what Homestage knows, which ends with 1.14.',
    );
  });

  it('counts the days of a certificate', async () => {
    openPage('/talos/certificates', broken());
    expect(
      await screen.findByRole('table', { name: 'Certificates' }),
    ).toHaveTextContent('client, roles os:reader5 days2026-11-06');
  });

  it('says that no etcd was seen', async () => {
    openPage('/talos/etcd', broken());
    expect(await screen.findByText('No etcd was seen')).toBeInTheDocument();
  });

  it.each([
    ['NotAllowedError', 'This needs the permission talos.machine.read'],
    ['Error', 'The talos backend answered 502 Bad Gateway'],
  ])('shows the sentence of a %s', async (name, message) => {
    const client = broken();
    client.failure = Object.assign(new Error(message), { name });
    openPage('/talos/machines', client);
    expect(await screen.findByText(message)).toBeInTheDocument();
  });
});

describe('the machine of an entity', () => {
  const entity = (annotations: Record<string, string>) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'worker-01', annotations },
    spec: { type: 'talos-node' },
  });

  it('is that of its Kubernetes node', () => {
    const node = entity({
      'homestage.dev/cluster': 'lab',
      'homestage.dev/object': 'Node//worker-01',
    });
    expect(isTalosNode(node)).toBe(true);
    expect(machineRefOf(node)).toEqual({ cluster: 'lab', node: 'worker-01' });
  });

  it('is not known without its cluster', () => {
    expect(machineRefOf(entity({}))).toBeUndefined();
  });
});
