import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { FakeGitopsClient } from '../../__testUtils__/FakeGitopsClient';
import { TestForm } from '../../__testUtils__/TestForm';
import {
  AddressField,
  ClaimField,
  DatabaseField,
  KubernetesVersionField,
  NetworkField,
  NodeAddressField,
  NodeField,
  NodeNameField,
  ScheduleField,
  SecretItemField,
  SecretStoreField,
  SshKeyField,
  TalosVersionField,
} from './ChoiceFields';

const SUNDAY = () => new Date('2026-11-29T12:00:00Z');

const AtNoon = (props: Parameters<typeof ScheduleField>[0]) => (
  <ScheduleField {...props} now={SUNDAY} />
);

const render = (form: JSX.Element) =>
  renderInTestApp(form, { apis: [[gitopsApiRef, new FakeGitopsClient()]] });

describe('the fields that are chosen of the tree', () => {
  it('say what saves a database', async () => {
    await render(
      <TestForm field={DatabaseField} path="database" title="Database" />,
    );
    await userEvent.type(
      await screen.findByRole('combobox', { name: /Database/ }),
      'media/sonarr-db',
    );
    expect(
      await screen.findByText('Saved by ScheduledBackup sonarr-db'),
    ).toBeInTheDocument();
  });

  it('say of a claim what it is, and that nothing saves it', async () => {
    await render(<TestForm field={ClaimField} path="claim" title="Claim" />);
    await userEvent.type(
      await screen.findByRole('combobox', { name: /Claim/ }),
      'media/sonarr',
    );
    expect(
      await screen.findByText('5Gi of class ceph-block · Nothing saves it'),
    ).toBeInTheDocument();
  });

  it.each([
    ['which version the tree has', TalosVersionField, /The tree has v1\.13\.7/],
    ['what to write where it has none', KubernetesVersionField, /Such as/],
  ])('say %s', async (_, field, words) => {
    await render(
      <TestForm
        field={field}
        path="version"
        title="Version"
        schema={{ description: 'Such as v1.13.9' }}
      />,
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('say who makes a network', async () => {
    await render(
      <TestForm field={NetworkField} path="network" title="Network" />,
    );
    await userEvent.type(
      await screen.findByRole('combobox', { name: /Network/ }),
      'kube-system/vlan20',
    );
    expect(
      await screen.findByText('Made by the CNI plugin bridge'),
    ).toBeInTheDocument();
  });

  it('read a key back, and refuse a private one', async () => {
    await render(<TestForm field={SshKeyField} path="sshKey" title="Key" />);
    const input = await screen.findByRole('textbox', { name: /Key/ });
    await userEvent.click(input);
    await userEvent.paste('ssh-ed25519 AAAAC3Nz somebody@example\n');
    expect(
      await screen.findByText(
        'A public key of type ssh-ed25519, of somebody@example',
      ),
    ).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.paste('-----BEGIN OPENSSH PRIVATE KEY-----');
    expect(
      await screen.findByText(/This is a private key/),
    ).toBeInTheDocument();
  });

  it('say who keeps the items of a store', async () => {
    await render(
      <TestForm field={SecretStoreField} path="store" title="Store" />,
    );
    await userEvent.type(
      await screen.findByRole('combobox', { name: /Store/ }),
      'onepassword',
    );
    expect(
      await screen.findByText('Kept by onepasswordSDK'),
    ).toBeInTheDocument();
  });

  it('offer an item as the tree calls those of others, and say who reads it', async () => {
    await render(
      <TestForm
        field={SecretItemField}
        path="item"
        title="Item"
        form={{ app: 'media/radarr' }}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use apps/radarr' }),
    );
    const input = screen.getByRole('combobox', { name: /Item/ });
    expect(input).toHaveValue('apps/radarr');
    await userEvent.clear(input);
    await userEvent.type(input, 'apps/sonarr');
    expect(
      await screen.findByText('Read by media/sonarr already'),
    ).toBeInTheDocument();
  });

  it('offer the first free address of the pools, and show a clash', async () => {
    await render(
      <TestForm field={AddressField} path="address" title="Address" />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use 192.168.1.121' }),
    );
    const input = screen.getByRole('textbox', { name: /Address/ });
    expect(input).toHaveValue('192.168.1.121');
    expect(
      await screen.findByText('Nothing of the tree has it'),
    ).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, '192.168.1.120');
    expect(
      await screen.findByText(/in use by Service network\/envoy/),
    ).toBeInTheDocument();
  });

  it('say what the machine is that another is built like', async () => {
    await render(<TestForm field={NodeField} path="like" title="Like" />);
    const input = await screen.findByRole('combobox', { name: /Like/ });
    await userEvent.type(input, 'worker-01');
    expect(
      await screen.findByText('A worker at 192.168.1.21'),
    ).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, 'worker-09');
    expect(await screen.findByText(/no machine worker-09/)).toBeInTheDocument();
  });

  it('know the machines by name and by address', async () => {
    await render(
      <>
        <TestForm field={NodeNameField} path="nodeName" title="Name" />
        <TestForm field={NodeAddressField} path="nodeAddress" title="Address" />
      </>,
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Name/ }),
      'cp-01',
    );
    expect(
      await screen.findByText(/machine called cp-01 already/),
    ).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Address/ }),
      '192.168.1.21',
    );
    expect(
      await screen.findByText(/address of machine worker-01/),
    ).toBeInTheDocument();
  });

  it.each([
    ['0 3 * * 1', /Runs next Mon.? 30 Nov.* 03:00, then Mon.? 7 Dec.* 03:00/],
    ['0 0 30 2 *', /never runs/],
    ['0 0 29 2 *', /Runs Tue.? 29 Feb.*not again within four years/],
    ['0 3 *', /five fields/],
  ])('say what schedule %s comes to', async (schedule, words) => {
    await render(<TestForm field={AtNoon} path="schedule" title="When" />);
    await userEvent.type(
      await screen.findByRole('textbox', { name: /When/ }),
      schedule,
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
