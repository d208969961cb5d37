/**
 * Times so many whole answers of a list.
 *
 * @returns milliseconds of each, how many rows there are, and how long one is
 */
export async function timeList({ url, headers, requests }) {
  const first = await timeRequest(url, headers);
  const { rows } = JSON.parse(first.text);
  const samples = [];
  while (samples.length < requests) {
    samples.push((await timeRequest(url, headers)).ms);
  }
  return {
    rows: rows.length,
    bytesPerRow: Buffer.byteLength(first.text) / rows.length,
    samples,
  };
}

/** Times answers of 304. A lab that lives changes in between: then the new ETag counts. */
export async function timeUnchanged({ url, headers, requests }) {
  const samples = [];
  let etag = '';
  for (let i = 0; i < 2 * requests && samples.length < requests; i += 1) {
    const answer = await timeRequest(url, {
      ...headers,
      'if-none-match': etag,
    });
    if (answer.status === 304) {
      samples.push(answer.ms);
    }
    etag = answer.etag;
  }
  if (samples.length < requests) {
    throw new Error(`${url} answered 304 only ${samples.length} times`);
  }
  return samples;
}

async function timeRequest(url, headers) {
  const startedAt = performance.now();
  const response = await fetch(url, { headers });
  const text = await response.text();
  const ms = performance.now() - startedAt;
  if (response.status !== 200 && response.status !== 304) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    text,
    ms,
  };
}
