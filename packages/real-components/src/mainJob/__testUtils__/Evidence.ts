import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { RealKubernetes } from '../../kubernetes/RealKubernetes';
import { LabFolder } from '../../process/LabFolder';

/** What says how a lab is, by the file that it is kept in. */
const QUESTIONS = {
  'flux.txt': ['flux', 'get', 'all', '-A'],
  'events.txt': ['kubectl', 'events', '-A'],
  'workloads.txt': ['kubectl', 'get', 'deployments,pods', '-A', '-o', 'wide'],
  'releases.yaml': ['kubectl', 'get', 'helmreleases', '-A', '-o', 'yaml'],
} as const;

/** Keeps beside the logs of the servers what page and cluster looked like, so that one failure is enough to know its cause. */
export class Evidence {
  readonly #folder: LabFolder;

  private constructor(folder: LabFolder) {
    this.#folder = folder;
  }

  static create(): Evidence {
    return new Evidence(LabFolder.create('main-job'));
  }

  /** Writes down what a page complains of and what it is refused, with the time. */
  follow(page: Page): void {
    const log = path.join(this.#folder.logs, 'browser.log');
    const write = (line: string) =>
      appendFileSync(log, `${new Date().toISOString()} ${line}\n`);
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) {
        write(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on('pageerror', error => write(`thrown: ${error.stack}`));
    page.on('requestfailed', request =>
      write(`no answer: ${request.url()} ${request.failure()?.errorText}`),
    );
    page.on('response', response => {
      if (response.status() >= 400) {
        write(`HTTP ${response.status()}: ${response.url()}`);
      }
    });
    page.on('framenavigated', frame => write(`opened: ${frame.url()}`));
  }

  /** Keeps what a page shows now, as a picture and as text. */
  async look(page: Page, name: string): Promise<void> {
    const file = path.join(
      this.#folder.logs,
      name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    );
    await page.screenshot({ path: `${file}.png` });
    writeFileSync(
      `${file}.txt`,
      `${page.url()}\n\n${await page.locator('body').innerText()}\n`,
    );
  }

  /** Keeps what Flux and the cluster say of themselves. */
  async ask(kubernetes: RealKubernetes): Promise<void> {
    for (const [file, [tool, ...args]] of Object.entries(QUESTIONS)) {
      const answer = await kubernetes
        .run(tool, args)
        // What cannot be told is evidence too.
        .catch(error => String(error));
      writeFileSync(path.join(this.#folder.logs, file), answer);
    }
  }

  /** What it holds stays where the logs of servers stay. */
  close(): void {
    this.#folder.remove();
  }
}
