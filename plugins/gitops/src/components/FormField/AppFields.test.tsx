import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { FakeGitopsClient } from '../../__testUtils__/FakeGitopsClient';
import { TestForm } from '../../__testUtils__/TestForm';
import { AppField, AppPartField, NewNamespaceField } from './AppFields';
import { VersionField } from './ImageFields';

describe('the fields about apps of the tree', () => {
  const render = (form: JSX.Element) =>
    renderInTestApp(form, { apis: [[gitopsApiRef, new FakeGitopsClient()]] });

  it('offers the apps of the tree, and says what is known of the chosen one', async () => {
    await render(<TestForm field={AppField} path="app" title="App" />);
    const input = await screen.findByRole('combobox', { name: /App/ });
    await userEvent.type(input, 'jelly');
    await userEvent.click(
      await screen.findByRole('option', { name: 'media/jellyfin' }),
    );
    expect(
      await screen.findByText(/Reached as tv\.lab\.example.*at 10\.11\.11/),
    ).toBeInTheDocument();
  });

  it('says that an app is suspended', async () => {
    await render(
      <TestForm
        field={AppField}
        path="app"
        title="App"
        form={{ app: 'media/sonarr' }}
      />,
    );
    expect(await screen.findByText('Suspended')).toBeInTheDocument();
  });

  it('says that the tree has no such app', async () => {
    await render(<TestForm field={AppField} path="app" title="App" />);
    const input = await screen.findByRole('combobox', { name: /App/ });
    await userEvent.type(input, 'media/nothing');
    expect(
      await screen.findByText(/no app media\/nothing/),
    ).toBeInTheDocument();
  });

  it('offers what the chosen app has, with its version', async () => {
    await render(
      <TestForm
        field={AppPartField}
        path="part"
        title="Part"
        form={{ app: 'media/jellyfin' }}
      />,
    );
    const input = await screen.findByRole('combobox', { name: /Part/ });
    await userEvent.type(input, 'chart');
    await userEvent.click(
      await screen.findByRole('option', { name: 'chart app-template' }),
    );
    expect(await screen.findByText('Now at 5.1.0')).toBeInTheDocument();
  });

  it('refuses a version that is no tag, and a namespace that is there', async () => {
    await render(
      <>
        <TestForm field={VersionField} path="version" title="Version" />
        <TestForm
          field={NewNamespaceField}
          path="newNamespace"
          title="Namespace"
        />
      </>,
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Version/ }),
      'the newest',
    );
    expect(await screen.findByText(/Write a tag/)).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Namespace/ }),
      'media',
    );
    expect(
      await screen.findByText(/has namespace media already/),
    ).toBeInTheDocument();
  });
});
