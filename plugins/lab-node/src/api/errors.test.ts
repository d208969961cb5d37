import { connectionError } from './connectionError';
import { statusError } from './statusError';

describe('statusError', () => {
  it.each([
    [400, 'rejected'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [405, 'methodNotAllowed'],
    [410, 'gone'],
    [429, 'tooManyRequests'],
    [500, 'serverFailure'],
    [504, 'serverFailure'],
  ])('of HTTP %d is %s', (status, code) => {
    expect(statusError(status, { body: '' })).toMatchObject({
      code,
      httpStatus: status,
    });
  });

  it('tells the reason of a Kubernetes Status, cut to a sentence or two', () => {
    const body = JSON.stringify({ kind: 'Status', message: 'x'.repeat(5000) });
    expect(statusError(403, { body }).message.length).toBeLessThan(350);
  });

  it('tells nothing of a body that is no Status', () => {
    const { message } = statusError(502, { body: '<html>inner host 10.0.0.7' });
    expect(message).toBe('The API answered HTTP 502');
  });

  it.each([
    ['2', 2000],
    ['0', 0],
    ['86400', 60_000],
    ['soon', undefined],
    ['-1', undefined],
    [undefined, undefined],
  ])('takes Retry-After %s for %s ms', (retryAfter, expected) => {
    expect(statusError(429, { body: '', retryAfter }).retryAfterMs).toBe(
      expected,
    );
  });
});

describe('connectionError', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsFailure'],
    ['CERT_HAS_EXPIRED', 'tlsFailure'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsFailure'],
  ])('of %s is %s', (code, expected) => {
    const error = connectionError(
      Object.assign(new Error('secret detail'), { code }),
    );
    expect(error.code).toBe(expected);
    expect(error.message).toContain(code);
  });
});
