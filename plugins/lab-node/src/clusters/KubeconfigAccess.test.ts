import { createMockDirectory } from '@backstage/backend-test-utils';
import { KubeConfig } from '@kubernetes/client-node';
import { KubeconfigAccess } from './KubeconfigAccess';

const directory = createMockDirectory();

const kubeconfig = (token: string) => `
apiVersion: v1
kind: Config
current-context: lab
clusters:
  - name: lab
    cluster:
      server: https://127.0.0.1:6443
      certificate-authority-data: ${Buffer.from('PEM').toString('base64')}
  - name: attic
    cluster: { server: 'https://127.0.0.1:7443' }
users:
  - name: viewer
    user: { token: '${token}' }
contexts:
  - name: lab
    context: { cluster: lab, user: viewer }
  - name: attic
    context: { cluster: attic, user: viewer }
`;

const access = (context?: string) =>
  KubeconfigAccess.create(
    {
      type: 'kubeconfig',
      file: directory.resolve('kubeconfig'),
      context,
    },
    // Jest cannot import a module dynamically.
    { loadClient: async () => ({ KubeConfig }) },
  );

describe('KubeconfigAccess', () => {
  it('reaches the current context with its certificate and token', async () => {
    directory.setContent({ kubeconfig: kubeconfig('first') });
    expect(await access().connect()).toMatchObject({
      url: 'https://127.0.0.1:6443',
      headers: { authorization: 'Bearer first' },
      tls: { ca: 'PEM', rejectUnauthorized: true },
    });
  });

  it('reaches the context that is named', async () => {
    directory.setContent({ kubeconfig: kubeconfig('first') });
    expect((await access('attic').connect()).url).toBe(
      'https://127.0.0.1:7443',
    );
  });

  it('reads the file again when the API has refused it', async () => {
    directory.setContent({ kubeconfig: kubeconfig('first') });
    const rotating = access();
    await rotating.connect();
    directory.setContent({ kubeconfig: kubeconfig('second') });
    rotating.reload();
    expect((await rotating.connect()).headers.authorization).toBe(
      'Bearer second',
    );
  });

  it.each([
    ['a file that is not there', {}, undefined],
    [
      'a context that is not in it',
      { kubeconfig: kubeconfig('first') },
      'moon',
    ],
  ])('names the file for %s', async (_what, content, context) => {
    directory.setContent(content);
    await expect(access(context).connect()).rejects.toMatchObject({
      code: 'credentialMissing',
      message: expect.stringContaining(directory.resolve('kubeconfig')),
    });
  });
});
