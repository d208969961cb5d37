import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './isPublicAddress';

/** One request, with everything that bounds it. */
export interface BoundedRequest {
  readonly method: 'HEAD' | 'GET';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Whether addresses of private networks are refused. */
  readonly isPublicOnly: boolean;
}

/** What came back; a longer body is cut. */
export interface BoundedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A host that is not to be asked, because it is in somebody's own network. */
export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} is an address of a private network`);
    this.name = 'PrivateAddressError';
  }
}

/** A token or a list of errors is a few kilobytes. */
const MAX_BODY_BYTES = 64 * 1024;

/** Gives no address of a private network. */
const publicLookup: LookupFunction = (hostname, options, callback) =>
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused = addresses?.some(({ address }) => !isPublicAddress(address));
    if (error || refused || addresses.length === 0) {
      callback(error ?? new PrivateAddressError(hostname), '', 0);
      return;
    }
    if (options.all) {
      callback(null, addresses);
    } else {
      callback(null, addresses[0].address, addresses[0].family);
    }
  });

/**
 * Asks once and follows no redirect. Node's `fetch` takes no resolver; here the
 * very address that is connected to is looked at, so that a name that resolves
 * anew in between does not get past.
 */
export function requestOnce(
  url: URL,
  options: BoundedRequest,
): Promise<BoundedAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address is connected to without being looked up.
  if (options.isPublicOnly && isIP(host) !== 0 && !isPublicAddress(host)) {
    return Promise.reject(new PrivateAddressError(host));
  }
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: options.method,
        headers: options.headers,
        signal: options.signal,
        // One connection for one question: nothing is left open.
        agent: false,
        lookup: options.isPublicOnly ? publicLookup : undefined,
      },
      response => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const end = () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks)
              .subarray(0, MAX_BODY_BYTES)
              .toString('utf8'),
          });
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes >= MAX_BODY_BYTES) {
            end();
            response.destroy();
          }
        });
        response.on('end', end);
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end();
  });
}
