import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PORTS, PORT_OFFSET } from '../scripts/ports.mjs';

const ROOT = path.resolve(__dirname, '..');
const KUBERNETES = path.join(
  ROOT,
  '.lab',
  PORT_OFFSET ? `offset-${PORT_OFFSET}` : '',
  'kubernetes',
);

/** The embedded lab, as `npm start` runs it. */
export const FORGE_URL = `http://localhost:${PORTS.forge}`;
const KUBERNETES_URL = `https://127.0.0.1:${PORTS.kubernetes}`;

/** A file of the lab's tree, or a sentence that it has none of that name. */
export async function fileOnMain(page: Page, file: string): Promise<string> {
  const response = await page.request.get(
    `${FORGE_URL}/api/v1/repos/lab/home-ops/raw/${file}?ref=main`,
  );
  return response.ok() ? response.text() : `no ${file} on main`;
}

/** Sends a request to the lab's Kubernetes API as its administrator. */
export function askKubernetes(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  address: string,
  body?: object,
): Promise<any> {
  return new Promise((resolve, reject) => {
    const request = https.request(
      KUBERNETES_URL + address,
      {
        method,
        ca: readFileSync(path.join(KUBERNETES, 'ca.crt')),
        headers: {
          authorization: `Bearer ${readFileSync(
            path.join(KUBERNETES, 'token-admin'),
            'utf8',
          ).trim()}`,
          'content-type':
            method === 'PATCH'
              ? 'application/merge-patch+json'
              : 'application/json',
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if ((response.statusCode ?? 500) >= 300) {
            reject(
              new Error(`${method} ${address}: ${response.statusCode} ${text}`),
            );
          } else {
            resolve(JSON.parse(text));
          }
        });
      },
    );
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

/** Takes the lab's Kubernetes API away for so many seconds. */
export function takeKubernetesAway(seconds: number): Promise<unknown> {
  return askKubernetes('POST', '/sandbox/faults', { type: 'down', seconds });
}

/** Plays a scenario of the lab; what the one before did is undone. */
export async function startScenario(name: string): Promise<void> {
  const token = readFileSync(path.join(KUBERNETES, 'token-admin'), 'utf8');
  const response = await fetch(
    `http://127.0.0.1:${PORTS.scenarios}/scenarios/${name}`,
    { method: 'POST', headers: { authorization: `Bearer ${token.trim()}` } },
  );
  if (!response.ok) {
    throw new Error(`${name}: ${response.status} ${await response.text()}`);
  }
}
