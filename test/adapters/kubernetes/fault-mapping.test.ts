import { describe, expect, test } from 'vitest';
import {
  faultOfError,
  faultOfRefusal,
  faultOfStatus,
  type Refusal,
} from '../../../src/adapters/kubernetes/fault-mapping.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { type Disposition, type Fault, Throttled } from '../../../src/ports/faults.ts';
import { aStatus } from '../../support/loopback-server.ts';

const WHAT = 'PATCH /apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web';

const refuse = (code: number, reason: string): Fault =>
  faultOfRefusal(WHAT, { code, body: JSON.stringify(aStatus(code, reason, 'so the server said')) });

/** By status and reason. */
const statuses: readonly (readonly [number, string, string, Disposition])[] = [
  [400, 'BadRequest', 'Invalid', 'terminal'],
  [401, 'Unauthorized', 'Unauthorized', 'retry'],
  [403, 'Forbidden', 'Forbidden', 'retry'],
  [404, 'NotFound', 'NotFound', 'notFound'],
  [405, 'MethodNotAllowed', 'Invalid', 'terminal'],
  [406, 'NotAcceptable', 'Invalid', 'terminal'],
  [408, 'Timeout', 'Unavailable', 'retry'],
  [409, 'Conflict', 'Conflict', 'conflict'],
  [409, 'AlreadyExists', 'AlreadyExists', 'conflict'],
  [410, 'Expired', 'Expired', 'retry'],
  [410, 'Gone', 'Expired', 'retry'],
  [413, 'RequestEntityTooLarge', 'Invalid', 'terminal'],
  [415, 'UnsupportedMediaType', 'Invalid', 'terminal'],
  [418, '', 'Unavailable', 'retry'],
  [422, 'Invalid', 'Invalid', 'terminal'],
  [429, 'TooManyRequests', 'Throttled', 'throttled'],
  [500, 'InternalError', 'Unavailable', 'retry'],
  [502, '', 'Unavailable', 'retry'],
  [503, 'ServiceUnavailable', 'Unavailable', 'retry'],
  [504, 'Timeout', 'Unavailable', 'retry'],
  [307, '', 'Unavailable', 'retry'],
];

describe('a status', () => {
  test.each(statuses)('%i %s is %s, %s', (code, reason, name, disposition) => {
    expect(refuse(code, reason)).toMatchObject({ name, disposition });
  });

  test('says what was asked, and what the server answered', () => {
    expect(refuse(409, 'Conflict').message).toBe(`${WHAT}: 409 Conflict: so the server said`);
  });

  test.each<{ name: string; body: string; code: number; said: string }>([
    { name: 'text', body: '404 page not found\n', code: 404, said: ': 404 404 page not found' },
    { name: 'nothing', body: '', code: 502, said: ': 502' },
    { name: 'other JSON', body: '{"error":"x"}', code: 500, said: ': 500 {"error":"x"}' },
    { name: 'a long page', body: 'x'.repeat(5_000), code: 502, said: `: 502 ${'x'.repeat(200)}` },
    {
      name: 'a redirect',
      body: '',
      code: 302,
      said: ': 302 (redirects are not followed; is this an API server?)',
    },
  ])('with $name in place of a Status object is told as it is', ({ body, code, said }) => {
    expect(faultOfRefusal(WHAT, { code, body }).message).toBe(WHAT + said);
  });

  test('of a watch frame is mapped just so; without a code it is a failure of the server', () => {
    expect(faultOfStatus(WHAT, { kind: 'Status', code: 410, reason: 'Expired' }).name).toBe('Expired');
    expect(faultOfStatus(WHAT, { kind: 'Status', message: 'odd' })).toMatchObject({
      name: 'Unavailable',
      message: `${WHAT}: 500 odd`,
    });
  });
});

describe('what the server asks to wait', () => {
  const status = (retryAfterSeconds?: number) =>
    JSON.stringify({ ...aStatus(429, 'TooManyRequests', 'slow down'), details: { retryAfterSeconds } });

  test.each<{ name: string; refusal: Omit<Refusal, 'code'>; want: number | undefined }>([
    { name: 'a header', refusal: { body: 'slow', retryAfter: '3' }, want: 3 },
    { name: 'a Status object', refusal: { body: status(7) }, want: 7 },
    { name: 'both: the header counts', refusal: { body: status(7), retryAfter: '3' }, want: 3 },
    { name: 'neither', refusal: { body: status() }, want: undefined },
    { name: 'nothing to wait for', refusal: { body: '', retryAfter: '0' }, want: undefined },
    { name: 'no number', refusal: { body: '', retryAfter: 'tomorrow' }, want: undefined },
    { name: 'a day: five minutes are the most', refusal: { body: '', retryAfter: '86400' }, want: 300 },
  ])('by $name', ({ refusal, want }) => {
    const fault = faultOfRefusal(WHAT, { code: 429, ...refusal });
    expect(fault.retryAfter).toBe(want === undefined ? undefined : seconds(want));
  });

  test('is kept of an overloaded server too', () => {
    expect(faultOfRefusal(WHAT, { code: 503, body: '', retryAfter: '2' }).retryAfter).toBe(seconds(2));
  });
});

describe('an error of a socket', () => {
  const broken = (code: string, message = `read ${code}`) => Object.assign(new Error(message), { code });

  test.each([
    ['ECONNREFUSED', 'connection refused'],
    ['ECONNRESET', 'the connection was reset'],
    ['EPIPE', 'the connection was closed while sending'],
    ['ETIMEDOUT', 'connecting timed out'],
    ['ENOTFOUND', 'the host name is unknown'],
    ['EAI_AGAIN', 'the host name could not be looked up'],
    ['EHOSTUNREACH', 'no route to the host'],
    ['HPE_INVALID_CONSTANT', 'read HPE_INVALID_CONSTANT'],
  ])('%s is retried: %s', (code, words) => {
    const cause = broken(code);
    expect(faultOfError(WHAT, cause)).toMatchObject({
      name: 'Unavailable',
      message: `${WHAT}: ${words}`,
      cause,
    });
  });

  test('of TLS names the code beside the words', () => {
    const fault = faultOfError(WHAT, broken('CERT_HAS_EXPIRED', 'certificate has expired'));
    expect(fault.message).toBe(`${WHAT}: certificate has expired (CERT_HAS_EXPIRED)`);
  });

  test('that says the request cannot be sent is terminal', () => {
    expect(faultOfError(WHAT, broken('ERR_UNESCAPED_CHARACTERS')).disposition).toBe('terminal');
  });

  test('that is a fault already passes as it is, and anything at all is a fault', () => {
    const fault = new Throttled('slow down');
    expect(faultOfError(WHAT, fault)).toBe(fault);
    expect(faultOfError(WHAT, 'odd').message).toBe(`${WHAT}: odd`);
  });
});
