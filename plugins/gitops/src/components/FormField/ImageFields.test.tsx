import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { FakeGitopsClient } from '../../__testUtils__/FakeGitopsClient';
import { TestForm } from '../../__testUtils__/TestForm';
import { ImageField, VersionField } from './ImageFields';

const IMAGE = 'ghcr.io/owner/app:1.2.3';

describe('the fields that name an image', () => {
  let client: FakeGitopsClient;

  beforeEach(() => {
    client = new FakeGitopsClient();
  });

  const render = (form: JSX.Element) =>
    renderInTestApp(form, { apis: [[gitopsApiRef, client]] });

  async function typeImage(image: string) {
    await render(<TestForm field={ImageField} path="image" title="Image" />);
    const input = await screen.findByRole('textbox', { name: /Image/ });
    await userEvent.type(input, image);
    return input;
  }

  it('reads an image back in its parts, and says that it is there', async () => {
    const asked = jest.spyOn(client, 'checkImage');
    await typeImage(IMAGE);
    expect(
      screen.getByText(
        'owner/app from ghcr.io, 1.2.3 · Asking ghcr.io whether it has it',
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('owner/app from ghcr.io, 1.2.3 · ghcr.io has it'),
    ).toBeInTheDocument();
    expect(asked.mock.calls.map(([request]) => request)).toEqual([
      { image: IMAGE },
    ]);
  });

  it('warns of a tag that is missing, and lets it stand', async () => {
    client.imageChecks.set(IMAGE, {
      state: 'missing',
      message: 'ghcr.io has no tag 1.2.3 of owner/app.',
      nextStep: 'Look up which tags there are.',
    });
    const input = await typeImage(IMAGE);
    expect(
      await screen.findByText(
        /ghcr.io has no tag 1.2.3 of owner\/app. Look up which tags there are./,
      ),
    ).toHaveTextContent(/^Warning/);
    expect(input).toBeValid();
  });

  it('says why it is not known, and never that it is there', async () => {
    client.imageChecks.set(IMAGE, {
      state: 'unknown',
      code: 'private',
      message: 'ghcr.io does not say.',
      nextStep: 'Look there yourself.',
    });
    await typeImage(IMAGE);
    expect(
      await screen.findByText(
        /Not checked: ghcr.io does not say. Look there yourself./,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/has it$/)).not.toBeInTheDocument();
  });

  it('says that it is not checked when the backend does not answer', async () => {
    jest
      .spyOn(client, 'checkImage')
      .mockRejectedValue(new Error('The backend does not answer.'));
    await typeImage(IMAGE);
    expect(
      await screen.findByText(/Not checked: The backend does not answer./),
    ).toBeInTheDocument();
  });

  it('asks for the tag that an image of an app is to be upgraded to', async () => {
    client.imageChecks.set('ghcr.io/jellyfin/jellyfin:10.12.0', {
      state: 'missing',
      message: 'ghcr.io has no tag 10.12.0 of jellyfin/jellyfin.',
    });
    await render(
      <TestForm
        field={VersionField}
        path="version"
        title="Version"
        form={{ part: 'image ghcr.io/jellyfin/jellyfin' }}
      />,
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Version/ }),
      '10.12.0',
    );
    expect(await screen.findByText(/has no tag 10.12.0/)).toBeInTheDocument();
  });

  it('asks no registry for the version of a chart', async () => {
    const asked = jest.spyOn(client, 'checkImage');
    await render(
      <>
        <TestForm
          field={VersionField}
          path="version"
          title="Version"
          form={{ part: 'chart app-template', version: '5.1.0' }}
        />
        <TestForm
          field={ImageField}
          path="image"
          title="Image"
          form={{ image: IMAGE }}
        />
      </>,
    );
    expect(await screen.findByText(/ghcr.io has it/)).toBeInTheDocument();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
