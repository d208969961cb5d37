import { renderInTestApp } from '@backstage/frontend-test-utils';
import { GitopsRequestError } from '@homestage/backstage-plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import {
  changePlan,
  FakeGitopsClient,
} from '../../__testUtils__/FakeGitopsClient';
import { PreviewField, type PreviewFieldProps } from './PreviewField';

describe('PreviewField', () => {
  let client: FakeGitopsClient;
  const onChange = jest.fn();

  beforeEach(() => {
    client = new FakeGitopsClient();
    onChange.mockReset();
  });

  const render = () => {
    const props = {
      name: 'preview',
      uiSchema: { 'ui:options': { templateRef: 'template:default/add-app' } },
      formContext: {
        formData: { name: 'navidrome', preview: { overrideReason: 'x' } },
      },
      onChange,
    };
    // The form library passes many more props than this field reads.
    return renderInTestApp(
      <PreviewField {...(props as unknown as PreviewFieldProps)} />,
      { apis: [[gitopsApiRef, client]] },
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
    client.plan = changePlan({
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
    render();
    expect(await screen.findByText(/Two routes claim/)).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: /in spite of/ }),
      '!',
    );
    expect(onChange).toHaveBeenCalledWith({ overrideReason: '!' });
  });
});
