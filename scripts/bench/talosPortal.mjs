import { readFileSync } from 'node:fs';

/** The lab's scenarios and counters, as its administrator. */
export class LabAdmin {
  #url;
  #token;

  constructor({ url, tokenFile }) {
    this.#url = url;
    this.#token = readFileSync(tokenFile, 'utf8').trim();
  }

  /** How many RPCs a role has made since the last call, and which. */
  async takeTalosCalls(role) {
    const response = await fetch(`${this.#url}/talos/calls`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (!response.ok) {
      throw new Error(`The lab does not count: ${response.status}`);
    }
    const { calls } = await response.json();
    return calls
      .filter(call => call.role === role)
      .reduce((sum, call) => sum + call.count, 0);
  }
}

const rest = ms =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

/**
 * Opens so many pages of machines, lets them settle, and counts what the portal asked
 * of the machines in the window.
 */
export async function callsOfViewers({ context, lab, url, viewers, windowMs }) {
  const pages = [];
  try {
    while (pages.length < viewers) {
      const page = await context.newPage();
      pages.push(page);
      await page.goto(`${url}/talos/machines`);
      await page.getByText('worker-01').first().waitFor({ timeout: 120_000 });
    }
    await lab.takeTalosCalls('os:reader');
    await rest(windowMs);
    return await lab.takeTalosCalls('os:reader');
  } finally {
    await Promise.all(pages.map(page => page.close()));
  }
}

/**
 * Cordons a node and lets it be again, so many times, and measures until the page of
 * its machine says so: by Kubernetes, Talos and the portal.
 */
export async function machineToPixel({ context, api, url, changes }) {
  const page = await context.newPage();
  const samples = [];
  try {
    await page.goto(`${url}/talos/machines/lab/worker-01`);
    await page
      .getByText('May I take it down?')
      .first()
      .waitFor({ timeout: 120_000 });
    for (let i = 0; i < changes; i += 1) {
      const isCordoned = i % 2 === 0;
      const says = isCordoned ? 'It is cordoned.' : 'It takes new pods';
      const seen = page.waitForFunction(
        wanted => document.body.innerText.includes(wanted),
        says,
        { polling: 'raf', timeout: 30_000 },
      );
      const sentAt = performance.now();
      await api.mergePatch('/api/v1/nodes/worker-01', {
        spec: { unschedulable: isCordoned || null },
      });
      await seen;
      samples.push(performance.now() - sentAt);
    }
  } finally {
    await api.mergePatch('/api/v1/nodes/worker-01', {
      spec: { unschedulable: null },
    });
    await page.close();
  }
  return samples;
}
