import { renderInTestApp } from '@backstage/frontend-test-utils';
import { scmAuthApiRef } from '@backstage/integration-react';
import {
  SecretsContextProvider,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { FakeGitopsClient } from '../../__testUtils__/FakeGitopsClient';
import { TestForm } from '../../__testUtils__/TestForm';
import { RepositoryField } from './RepositoryField';

/** What a run would be given. */
function Secrets() {
  return (
    <output aria-label="secrets">
      {JSON.stringify(useTemplateSecrets().secrets)}
    </output>
  );
}

describe('RepositoryField', () => {
  let client: FakeGitopsClient;
  const getCredentials = jest.fn();

  beforeEach(() => {
    client = new FakeGitopsClient();
    getCredentials.mockReset();
    getCredentials.mockResolvedValue({ token: '', headers: {} });
  });

  async function render() {
    await renderInTestApp(
      <SecretsContextProvider>
        <TestForm
          field={RepositoryField}
          path="repository"
          title="Repository"
        />
        <Secrets />
      </SecretsContextProvider>,
      {
        apis: [
          [gitopsApiRef, client],
          [scmAuthApiRef, { getCredentials }],
        ],
      },
    );
    expect(await screen.findByText('home-ops')).toBeInTheDocument();
  }

  const token = () => JSON.parse(screen.getByLabelText('secrets').textContent!);

  it('asks nobody where there is no sign-in to the forge', async () => {
    await render();
    expect(getCredentials).not.toHaveBeenCalled();
  });

  it('gives the run the token of a person who is signed in', async () => {
    client.signIn = 'offered';
    getCredentials.mockResolvedValue({ token: 'mine', headers: {} });
    await render();
    expect(
      await screen.findByText(/opened in your name.*localhost:7080/),
    ).toBeInTheDocument();
    expect(token()).toEqual({ USER_OAUTH_TOKEN: 'mine' });
    expect(getCredentials).toHaveBeenCalledWith(
      expect.objectContaining({
        url: 'http://localhost:7080/lab/home-ops',
        optional: true,
      }),
    );
  });

  it('lets people sign in where that is needed, and asks for it only then', async () => {
    client.signIn = 'required';
    await render();
    const button = await screen.findByRole('button', {
      name: 'Sign in to localhost:7080',
    });
    getCredentials.mockResolvedValue({ token: 'mine', headers: {} });
    await userEvent.click(button);
    expect(await screen.findByText(/opened in your name/)).toBeInTheDocument();
    expect(
      getCredentials.mock.calls.map(([options]) => options.optional),
    ).toEqual([true, false]);
  });

  it('says why nobody can be signed in, and can be tried again', async () => {
    client.signIn = 'required';
    getCredentials.mockRejectedValue(new Error('The login was closed.'));
    await render();
    expect(
      await screen.findByText(/could not be signed in.*The login was closed\./),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^Sign in to/ }),
    ).toBeInTheDocument();
  });
});
