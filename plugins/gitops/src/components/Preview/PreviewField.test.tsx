import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { GitopsRequestError } from '@homestage/backstage-plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import {
  changePlan,
  FakeGitopsClient,
} from '../../__testUtils__/FakeGitopsClient';
import { PreviewField, type PreviewFieldProps } from './PreviewField';

const blocked = changePlan({
  isBlocked: true,
  findings: [
    {
      rule: 'hostname-clash',
      severity: 'error',
      file: 'a.yaml',
      line: 3,
      column: 1,
      message: 'Two routes claim tv.lab.example.',
      mend: 'Choose another host name.',
    },
  ],
});

describe('PreviewField', () => {
  let client: FakeGitopsClient;
  const onChange = jest.fn();
  const onSubmit = jest.fn();

  beforeEach(() => {
    client = new FakeGitopsClient();
    onChange.mockReset();
    onSubmit.mockReset();
  });

  const render = ({ mayPropose = true, formData = {} } = {}) => {
    const props = {
      formData,
      name: 'preview',
      uiSchema: { 'ui:options': { templateRef: 'template:default/add-app' } },
      formContext: {
        formData: { name: 'navidrome', preview: { overrideReason: 'x' } },
      },
      onChange,
    };
    // The form library passes many more props than this field reads.
    return renderInTestApp(
      // Backstage keeps answers of the policy in a cache of the process.
      <SWRConfig value={{ provider: () => new Map() }}>
        <form
          onSubmit={event => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <SecretsContextProvider>
            <PreviewField {...(props as unknown as PreviewFieldProps)} />
          </SecretsContextProvider>
          <button type="submit">Review</button>
        </form>
      </SWRConfig>,
      {
        apis: [
          [gitopsApiRef, client],
          mockApis.permission({
            authorize: mayPropose
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        ],
      },
    );
  };

  it('shows branch, title and every line of the change', async () => {
    render();
    expect(
      await screen.findByText('feat(media): add navidrome'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('homestage/add-app/media-navidrome'),
    ).toBeInTheDocument();
    const table = screen.getByRole('table', {
      name: 'kubernetes/apps/media/kustomization.yaml',
    });
    const added = within(table)
      .getAllByRole('row')
      .filter(row => row.dataset.kind === 'added');
    expect(added).toHaveLength(1);
    expect(added[0]).toHaveTextContent('added - ./navidrome/ks.yaml');
    expect(added[0]).toHaveTextContent('6');
  });

  it('says what will happen, before every line of it', async () => {
    client.plan = changePlan({
      description: 'Removes navidrome.\n\n- Its volume **is deleted**.',
    });
    render();
    expect(await screen.findByText('is deleted')).toBeInTheDocument();
    expect(screen.getByRole('listitem')).toHaveTextContent(
      'Its volume is deleted.',
    );
  });

  it('asks with the values of the form and without its own', async () => {
    render();
    await screen.findByText('feat(media): add navidrome');
    expect(client.previews).toEqual([
      {
        templateRef: 'template:default/add-app',
        values: { name: 'navidrome' },
      },
    ]);
  });

  it('says why there is no preview, and tries again', async () => {
    client.failure = new GitopsRequestError(
      'hostname: tv.lab.example is in use.',
      { status: 400 },
    );
    render();
    expect(
      await screen.findByText(/tv\.lab\.example is in use/),
    ).toBeInTheDocument();
    client.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(
      await screen.findByText('feat(media): add navidrome'),
    ).toBeInTheDocument();
  });

  it('asks for a reason when findings stop the change', async () => {
    client.plan = blocked;
    render();
    expect(await screen.findByText(/Two routes claim/)).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: /in spite of/ }),
      '!',
    );
    expect(onChange).toHaveBeenCalledWith({ overrideReason: '!' });
  });

  it('lets a fine change go on', async () => {
    render();
    await screen.findByText('feat(media): add navidrome');
    const review = screen.getByRole('button', { name: 'Review' });
    expect(review).not.toHaveAttribute('aria-disabled');
    await userEvent.click(review);
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['findings of severity error', { plan: blocked }, {}, /errors are mended/],
    [
      'a preview that failed',
      {
        failure: new GitopsRequestError('The forge is down.', { status: 503 }),
      },
      {},
      /when there is a preview/,
    ],
    [
      'no permission to propose',
      {},
      { mayPropose: false },
      /You may look, but not propose/,
    ],
    [
      'no sign-in where the tree wants one',
      { signIn: 'required' },
      {},
      /sign in there/,
    ],
  ])('is held by %s, and says so', async (_, answer, options, reason) => {
    Object.assign(client, answer);
    render(options);
    expect(await screen.findByText(reason)).toBeInTheDocument();
    const review = screen.getByRole('button', { name: 'Review' });
    expect(review).toHaveAttribute('aria-disabled', 'true');
    expect(review).toHaveAccessibleDescription(reason);
    await userEvent.click(review);
    review.focus();
    await userEvent.keyboard('{Enter}');
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('goes on past errors for a reason', async () => {
    client.plan = blocked;
    render({ formData: { overrideReason: 'The old route goes next.' } });
    await screen.findByText(/Two routes claim/);
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });
});
