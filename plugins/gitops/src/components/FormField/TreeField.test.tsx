import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import {
  FakeGitopsClient,
  formFacts,
} from '../../__testUtils__/FakeGitopsClient';
import { TestForm } from '../../__testUtils__/TestForm';
import {
  AppNameField,
  HostnameField,
  NamespaceField,
  StorageClassField,
} from './TreeField';

describe('TreeField', () => {
  let client: FakeGitopsClient;

  beforeEach(() => {
    client = new FakeGitopsClient();
  });

  const render = (form: JSX.Element) =>
    renderInTestApp(form, { apis: [[gitopsApiRef, client]] });

  it('says what is wrong with a name while it is typed', async () => {
    await render(<TestForm field={AppNameField} path="name" title="Name" />);
    const input = await screen.findByRole('textbox', { name: /Name/ });
    await userEvent.type(input, 'My');
    expect(await screen.findByText(/small letters/)).toBeInTheDocument();
    await userEvent.clear(input);
    expect(screen.queryByText(/small letters/)).not.toBeInTheDocument();
  });

  it('says in plain words that an empty field must be filled in', async () => {
    await render(
      <TestForm
        field={AppNameField}
        path="name"
        title="Name"
        rawErrors={["must have required property 'Name'"]}
      />,
    );
    expect(
      await screen.findByText('This must be filled in.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/required property/)).not.toBeInTheDocument();
  });

  it('knows the names that the namespace has', async () => {
    await render(
      <TestForm
        field={AppNameField}
        path="name"
        title="Name"
        form={{ namespace: 'media' }}
      />,
    );
    const input = await screen.findByRole('textbox', { name: /Name/ });
    await userEvent.type(input, 'sonarr');
    expect(
      await screen.findByText(/called sonarr already/),
    ).toBeInTheDocument();
  });

  it('shows a host name clash with a link to the file that has it', async () => {
    await render(
      <TestForm field={HostnameField} path="hostname" title="Host name" />,
    );
    const input = await screen.findByRole('textbox', { name: /Host name/ });
    await userEvent.type(input, 'tv.lab.example');
    expect(
      await screen.findByText(/in use by HelmRelease media\/jellyfin/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('#L31'),
    );
  });

  it("offers the app's name under the tree's domain", async () => {
    await render(
      <TestForm
        field={HostnameField}
        path="hostname"
        title="Host name"
        form={{ name: 'navidrome', namespace: 'media' }}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use navidrome.lab.example' }),
    );
    expect(screen.getByRole('textbox', { name: /Host name/ })).toHaveValue(
      'navidrome.lab.example',
    );
    expect(
      screen.queryByRole('button', { name: /Use/ }),
    ).not.toBeInTheDocument();
  });

  it('offers the namespaces of the tree and takes a new one', async () => {
    await render(
      <TestForm field={NamespaceField} path="namespace" title="Namespace" />,
    );
    const input = await screen.findByRole('combobox', { name: /Namespace/ });
    await userEvent.type(input, 'me');
    expect(
      await screen.findByRole('option', { name: 'media' }),
    ).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, 'games');
    expect(
      await screen.findByText(/Namespace games is new/),
    ).toBeInTheDocument();
  });

  it('says what a storage class can do, and nothing of one it does not know', async () => {
    await render(
      <TestForm
        field={StorageClassField}
        path="volume.storageClass"
        title="Class"
      />,
    );
    const input = await screen.findByRole('combobox', { name: /Class/ });
    await userEvent.type(input, 'ceph-block');
    expect(
      await screen.findByText(
        "The cluster's default · volumes can grow · what is on a volume goes with its claim",
      ),
    ).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, 'other');
    expect(screen.queryByText(/volumes can grow/)).not.toBeInTheDocument();
  });

  it('says that the tree is not at hand instead of calling a name free', async () => {
    client.currentFacts = formFacts({
      commit: undefined,
      namespaces: [],
      source: {
        ...formFacts().source,
        status: 'unreachable',
        message: 'lab/home-ops on localhost:7080 does not answer.',
      },
    });
    await render(<TestForm field={AppNameField} path="name" title="Name" />);
    expect(await screen.findByText(/does not answer/)).toBeInTheDocument();
  });
});
