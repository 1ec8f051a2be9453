import { describe, expect, test } from 'vitest';
import { faultOfSdk } from '../../../src/adapters/aws/sdk-faults.ts';
import { Conflict, type Disposition } from '../../../src/ports/faults.ts';

const sdkError = (name: string, status: number, message = 'said by the service'): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

type Row = readonly [name: string, status: number, fault: string, disposition: Disposition];

const ROWS: readonly Row[] = [
  ['Throttling', 400, 'Throttled', 'throttled'],
  ['ThrottlingException', 400, 'Throttled', 'throttled'],
  ['RequestThrottled', 403, 'Throttled', 'throttled'],
  ['KmsThrottled', 400, 'Throttled', 'throttled'],
  ['TooManyRequestsException', 429, 'Throttled', 'throttled'],
  ['RequestLimitExceeded', 503, 'Throttled', 'throttled'],
  ['OverLimit', 403, 'Throttled', 'throttled'],
  ['ExpiredToken', 403, 'Unauthorized', 'retry'],
  ['ExpiredTokenException', 400, 'Unauthorized', 'retry'],
  ['InvalidClientTokenId', 403, 'Unauthorized', 'retry'],
  ['UnrecognizedClientException', 400, 'Unauthorized', 'retry'],
  ['SignatureDoesNotMatch', 403, 'Unauthorized', 'retry'],
  ['InvalidSignatureException', 403, 'Unauthorized', 'retry'],
  ['AuthFailure', 401, 'Unauthorized', 'retry'],
  ['AccessDenied', 403, 'Forbidden', 'retry'],
  ['AccessDeniedException', 400, 'Forbidden', 'retry'],
  ['UnauthorizedOperation', 403, 'Forbidden', 'retry'],
  ['RegionDisabledException', 403, 'Forbidden', 'retry'],
  ['ResourceNotFoundException', 404, 'NotFound', 'notFound'],
  ['AWS.SimpleQueueService.NonExistentQueue', 400, 'NotFound', 'notFound'],
  ['QueueDoesNotExist', 400, 'NotFound', 'notFound'],
  ['InvalidInstanceID.NotFound', 400, 'NotFound', 'notFound'],
  ['AlreadyExistsFault', 400, 'AlreadyExists', 'conflict'],
  ['ScalingActivityInProgressFault', 400, 'Conflict', 'conflict'],
  ['ResourceContentionFault', 500, 'Conflict', 'conflict'],
  ['ConcurrentModificationException', 400, 'Conflict', 'conflict'],
  ['ValidationError', 400, 'Invalid', 'terminal'],
  ['ValidationException', 400, 'Invalid', 'terminal'],
  ['InvalidParameterValue', 400, 'Invalid', 'terminal'],
  ['MalformedPolicyDocument', 400, 'Invalid', 'terminal'],
  ['ServiceUnavailable', 503, 'Unavailable', 'retry'],
  ['InternalFailure', 500, 'Unavailable', 'retry'],
  ['ServerException', 500, 'Unavailable', 'retry'],
];

describe('an error of a service', () => {
  test.each(ROWS)('%s with %i: %s, %s', (name, status, fault, disposition) => {
    const error = sdkError(name, status);
    expect(faultOfSdk('eks DescribeCluster of web', error)).toMatchObject({
      name: fault,
      disposition,
      message: `eks DescribeCluster of web: ${name}: said by the service`,
      cause: error,
    });
  });
});

describe('an error of a name that nobody knows', () => {
  test.each([
    [400, 'Invalid'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'Conflict'],
    [413, 'Invalid'],
    [429, 'Throttled'],
    [500, 'Unavailable'],
    [503, 'Unavailable'],
    [302, 'Unavailable'],
  ])('goes by its status: %i is %s', (status, name) => {
    expect(faultOfSdk('a call', sdkError('Unheard', status)).name).toBe(name);
  });
});

describe('what never was an answer', () => {
  test.each([
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'Unavailable'],
    ['a time-out of the SDK', Object.assign(new Error('late'), { name: 'TimeoutError' }), 'Unavailable'],
    ['an abort', Object.assign(new Error('aborted'), { name: 'AbortError' }), 'Unavailable'],
    [
      'no credentials to be found',
      Object.assign(new Error('none'), { name: 'CredentialsProviderError' }),
      'Unauthorized',
    ],
    ['a text', 'odd', 'Unavailable'],
    ['nothing', undefined, 'Unavailable'],
  ])('%s', (_, error, name) => {
    expect(faultOfSdk('a call', error)).toMatchObject({ name });
  });
});

test('a fault passes as it is', () => {
  const fault = new Conflict('409');
  expect(faultOfSdk('a call', fault)).toBe(fault);
});

test('the wait that the service asks for is kept, and is never longer than five minutes', () => {
  const asking = (count: string) =>
    Object.assign(sdkError('Throttling', 429), { $response: { headers: { 'retry-after': count } } });
  expect(faultOfSdk('a call', asking('7')).retryAfter).toBe(7_000);
  expect(faultOfSdk('a call', asking('86400')).retryAfter).toBe(300_000);
  expect(faultOfSdk('a call', asking('Wed, 21 Oct')).retryAfter).toBeUndefined();
});

test('a message is one line, and not a whole request', () => {
  const message = `The signature does not match.\n\nThe Canonical String was\n${'x'.repeat(999)}`;
  const fault = faultOfSdk('a call', sdkError('SignatureDoesNotMatch', 403, message));
  expect(fault.message).toBe('a call: SignatureDoesNotMatch: The signature does not match.');
});
