import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { createInterface } from 'node:readline';

interface Address {
  url: string;
  caFile: string;
  tokens: Record<string, string>;
}

/** As much of any answer as the tests look at. */
interface AnswerBody {
  message?: string;
  items?: Array<{ metadata: { name: string; resourceVersion: string } }>;
}

interface Answer {
  status: number;
  body: AnswerBody;
}

const PROGRAM = path.resolve(__dirname, '../../dev/sandboxApi.ts');

/** The embedded lab's Kubernetes API in a process of its own, asked over its network protocol only. */
export class SandboxApi {
  readonly #directory: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #lines: AsyncIterator<string> | undefined;
  #address: Address | undefined;
  #ca = '';

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async start(directory: string): Promise<SandboxApi> {
    const api = new SandboxApi(directory);
    await api.restart();
    return api;
  }

  get address(): Address {
    if (!this.#address) {
      throw new Error('The sandbox has not been started');
    }
    return this.#address;
  }

  /** Starts it with an empty store, at the port it had. */
  async restart(): Promise<void> {
    const port = this.#address ? new URL(this.#address.url).port : '0';
    const child = spawn(process.execPath, [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      PROGRAM,
      this.#directory,
      port,
    ]);
    this.#child = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const complaints: string[] = [];
    child.stderr.on('data', chunk => complaints.push(String(chunk)));
    const { value } = await this.#lines.next();
    if (!value) {
      throw new Error(`The sandbox did not start: ${complaints.join('')}`);
    }
    this.#address = JSON.parse(value);
    this.#ca = readFileSync(this.address.caFile, 'utf8');
  }

  /** Ends the process without warning. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
  }

  /** Gives the viewer another token and refuses the old one. */
  async rotateToken(): Promise<string> {
    const child = this.#child;
    const lines = this.#lines;
    if (!child || !lines) {
      throw new Error('The sandbox does not run');
    }
    child.stdin.write('rotate\n');
    const { value } = await lines.next();
    return JSON.parse(value).token;
  }

  /** A request as admin. */
  async request(
    method: string,
    target: string,
    body?: unknown,
  ): Promise<Answer> {
    const request = https.request(`${this.address.url}${target}`, {
      method,
      ca: this.#ca,
      agent: false,
      headers: {
        authorization: `Bearer ${this.address.tokens.admin}`,
        'content-type': 'application/json',
      },
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = await once(request, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return {
      status: response.statusCode,
      body: text ? JSON.parse(text) : {},
    };
  }

  /** A request as admin that has to succeed. */
  async must(
    method: string,
    target: string,
    body?: unknown,
  ): Promise<AnswerBody> {
    const answer = await this.request(method, target, body);
    if (answer.status >= 300) {
      throw new Error(
        `${method} ${target} was answered ${answer.status}: ${answer.body.message}`,
      );
    }
    return answer.body;
  }

  /** Makes something go wrong, as the sandbox's own door describes it. */
  fault(fault: object): Promise<unknown> {
    return this.must('POST', '/sandbox/faults', fault);
  }

  /** Lifts all faults. */
  mend(): Promise<unknown> {
    return this.must('DELETE', '/sandbox/faults');
  }
}
