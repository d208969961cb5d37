import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { newToken } from '../kubernetes/apiServerFiles';
import { freePort } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { runTool } from '../process/runTool';
import { toolFile } from '../tools/toolFile';
import { accessTokenIn } from './accessTokenIn';
import { giteaConfig } from './giteaConfig';

const run = promisify(execFile);

/** The account that owns everything in a lab's forge. */
const OWNER = 'lab';

/** What Gitea's REST API answered. */
export interface GiteaAnswer {
  code: number;
  /** The body as JSON; undefined when it has none. */
  body: any;
}

/** A real Gitea on loopback with SQLite, with one administrator, `lab`. */
export class RealGitea {
  readonly url: string;
  /** An access token of `lab` for everything. */
  readonly token: string;
  /** Where the token is kept, readable by its owner alone. */
  readonly tokenFile: string;
  readonly #folder: LabFolder;
  readonly #process: RealProcess;

  private constructor(
    folder: LabFolder,
    process: RealProcess,
    access: { url: string; token: string },
  ) {
    this.#folder = folder;
    this.#process = process;
    this.url = access.url;
    this.token = access.token;
    this.tokenFile = folder.file('token');
    writeFileSync(this.tokenFile, access.token, { mode: 0o600 });
  }

  static async start(): Promise<RealGitea> {
    const folder = LabFolder.create('gitea');
    const port = await freePort();
    const config = folder.file('app.ini');
    writeFileSync(config, giteaConfig(folder, port), { mode: 0o600 });
    const env = { HOME: folder.folder('home'), GITEA_WORK_DIR: folder.path };
    const gitea = (...args: string[]) =>
      runTool('gitea', ['--config', config, ...args], { env });
    await gitea('migrate');
    const user = ['admin', 'user'];
    await gitea(
      ...[...user, 'create', '--admin', '--username', OWNER],
      ...['--password', newToken(), '--email', `${OWNER}@example.com`],
      '--must-change-password=false',
    );
    const answer = await gitea(
      ...[...user, 'generate-access-token', '--username', OWNER],
      ...['--token-name', 'test', '--scopes', 'all', '--raw'],
    );
    const running = RealProcess.start({
      name: 'gitea',
      file: toolFile('gitea'),
      args: ['--config', config, 'web'],
      env,
      logs: folder.logs,
    });
    const url = `http://127.0.0.1:${port}`;
    const token = accessTokenIn(answer);
    await running.untilReady(
      async () => (await fetch(`${url}/api/healthz`)).ok,
    );
    return new RealGitea(folder, running, { url, token });
  }

  /** Calls the REST API, whatever it answers; `route` begins behind `/api/v1`. */
  async call(
    method: string,
    route: string,
    body?: object,
  ): Promise<GiteaAnswer> {
    const response = await fetch(`${this.url}/api/v1${route}`, {
      method,
      headers: {
        Authorization: `token ${this.token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return {
      code: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  /**
   * Calls the REST API and gives the body.
   *
   * @throws when it is not a success, with what Gitea said
   */
  async json(method: string, route: string, body?: object): Promise<any> {
    const answer = await this.call(method, route, body);
    if (answer.code >= 300) {
      throw new Error(
        `${method} ${route}: HTTP ${answer.code} ${JSON.stringify(
          answer.body,
        )}`,
      );
    }
    return answer.body;
  }

  /**
   * Makes the repository `lab/<name>` whose branch `main` is a folder's content.
   *
   * @param files - more files, by path; they win over the folder's
   * @returns the address to clone it from
   */
  async createRepository(
    name: string,
    folder: string | undefined,
    files: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    await this.json('POST', '/user/repos', { name, default_branch: 'main' });
    const work = mkdtempSync(path.join(tmpdir(), 'homestage-push-'));
    try {
      if (folder) {
        cpSync(folder, work, { recursive: true });
      }
      for (const [file, text] of Object.entries(files)) {
        await run('mkdir', ['-p', path.dirname(path.join(work, file))]);
        writeFileSync(path.join(work, file), text);
      }
      await this.#push(work, name);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return `${this.url}/${OWNER}/${name}.git`;
  }

  async #push(work: string, name: string): Promise<void> {
    const remote = new URL(`${this.url}/${OWNER}/${name}.git`);
    remote.username = OWNER;
    remote.password = this.token;
    const git = (...args: string[]) =>
      run(
        'git',
        ['-c', `user.name=${OWNER}`, '-c', `user.email=${OWNER}@example.com`]
          // A person's own hooks and signing have no business here.
          .concat(['-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/'])
          .concat(args),
        { cwd: work },
      );
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all', '--force');
    await git('commit', '--quiet', '--message=The lab as it is');
    await git('push', '--quiet', remote.href, 'main');
  }

  /**
   * Commits files to `main` of `lab/<name>`; a text of undefined deletes the file.
   *
   * @returns the commit's hash
   */
  async commit(
    name: string,
    message: string,
    changes: Readonly<Record<string, string | undefined>>,
  ): Promise<string> {
    const contents = `/repos/${OWNER}/${name}/contents`;
    const files = await Promise.all(
      Object.entries(changes).map(async ([file, text]) => {
        const old = await this.call('GET', `${contents}/${file}?ref=main`);
        const sha = old.code === 200 ? { sha: old.body.sha } : {};
        const change = old.code === 200 ? 'update' : 'create';
        return text === undefined
          ? { operation: 'delete', path: file, ...sha }
          : {
              operation: change,
              path: file,
              content: Buffer.from(text).toString('base64'),
              ...sha,
            };
      }),
    );
    const answer = await this.json('POST', contents, {
      branch: 'main',
      message,
      files,
    });
    return answer.commit.sha;
  }

  /** Ends it and removes its data. */
  async stop(): Promise<void> {
    await this.#process.stop();
    this.#folder.remove();
  }
}
