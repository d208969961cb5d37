import { readFileSync } from 'node:fs';
import https from 'node:https';

/**
 * The embedded lab's Kubernetes API as its administrator: to fill it, to change
 * it, and to ask who asked for what.
 */
export class KubernetesApi {
  #url;
  #token;
  #agent;

  constructor({ url, caFile, tokenFile }) {
    this.#url = url;
    this.#token = readFileSync(tokenFile, 'utf8').trim();
    this.#agent = new https.Agent({
      ca: readFileSync(caFile),
      keepAlive: true,
      maxSockets: 8,
    });
  }

  /** Sends a request and gives its parsed answer; anything but success throws. */
  request(method, path, body, contentType = 'application/json') {
    return new Promise((resolve, reject) => {
      const request = https.request(
        this.#url + path,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#token}`,
            accept: 'application/json',
            ...(body ? { 'content-type': contentType } : {}),
          },
        },
        response => {
          const chunks = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode >= 300) {
              reject(
                new Error(
                  `${method} ${path}: ${response.statusCode} ${text.slice(
                    0,
                    300,
                  )}`,
                ),
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

  mergePatch(path, body) {
    return this.request('PATCH', path, body, 'application/merge-patch+json');
  }

  /** How many requests the portal's account has made since the last call. */
  async takeRequests(user) {
    const { requests } = await this.request('DELETE', '/sandbox/requests');
    return requests
      .filter(count => count.user === user)
      .reduce((sum, count) => sum + count.count, 0);
  }

  stop() {
    this.#agent.destroy();
  }
}
