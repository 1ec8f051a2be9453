/** Whatever a client of the AWS SDK throws, as a fault: by the name of the service's error, else by its HTTP status. */
import { type Millis, minutes, seconds } from '../../core/model/time.ts';
import {
  AlreadyExists,
  Conflict,
  Fault,
  type FaultOptions,
  Forbidden,
  Invalid,
  NotFound,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../ports/faults.ts';

type FaultClass = new (message: string, options?: FaultOptions) => Fault;

/** What is read of an error of the SDK; everything may be missing. */
interface SdkError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown };
  readonly $response?: { readonly headers?: Readonly<Record<string, unknown>> };
}

/**
 * In this order: services name one fact in several ways, and add a suffix or not. Credentials that are not known come
 * before what is invalid, as `InvalidClientTokenId` is theirs.
 */
const BY_NAME: readonly (readonly [pattern: RegExp, fault: FaultClass])[] = [
  [/throttl|^SlowDown|TooManyRequests|RequestLimitExceeded|BandwidthLimitExceeded|^OverLimit/i, Throttled],
  [/^(ExpiredToken|RequestExpired|InvalidClientTokenId|UnrecognizedClient|AuthFailure)/, Unauthorized],
  [/^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken)/, Unauthorized],
  [/^(CredentialsProviderError|TokenProviderError|InvalidIdentityToken|RequestTimeTooSkewed)/, Unauthorized],
  [/^(AccessDenied|UnauthorizedOperation|NotAuthorized|OptInRequired|RegionDisabled)/, Forbidden],
  [/NotFound|NoSuch|DoesNotExist|NonExistent/, NotFound],
  [/AlreadyExists/, AlreadyExists],
  [/^(Conflict|ResourceInUse|ConcurrentModification|ScalingActivityInProgress|ResourceContention)/, Conflict],
  [/^(Service|Internal|ServerE|Unavailable|RequestTimeout|Timeout|Abort|KmsT)/, Unavailable],
  [/^(Validation|Invalid|Malformed|Missing|Unsupported|UnknownOperation|PackedPolicyTooLarge)/, Invalid],
];

const BY_STATUS: Readonly<Record<number, FaultClass>> = {
  401: Unauthorized,
  403: Forbidden,
  404: NotFound,
  408: Unavailable,
  409: Conflict,
  429: Throttled,
};

/** A message about a signature quotes the whole request. */
const LONGEST_TEXT = 300;
const LONGEST_WAIT = minutes(5);

/** `what` names the request in the message: `sts AssumeRole of arn:...`. Faults pass as they are. */
export function faultOfSdk(what: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const read: SdkError = typeof error === 'object' && error !== null ? error : { message: String(error) };
  const FaultOfIt = classOf(read);
  const said = [textOf(read.name), firstLine(textOf(read.message))].filter((part) => part !== '');
  return new FaultOfIt(`${what}: ${said.join(': ')}`, { cause: error, retryAfter: waitIn(read) });
}

function classOf({ name, code, $metadata }: SdkError): FaultClass {
  // The Query protocol may say in `code` what `name` says elsewhere.
  const names = [textOf(name), textOf(code)];
  const found = BY_NAME.find(([pattern]) => names.some((one) => pattern.test(one)));
  if (found !== undefined) return found[1];
  const status = Number($metadata?.httpStatusCode);
  // A socket's error has no status, and may be of a request that had its effect.
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? Invalid : Unavailable);
}

function waitIn({ $response }: SdkError): Millis | undefined {
  const count = Number($response?.headers?.['retry-after']);
  if (!(count > 0)) return undefined;
  const wait = seconds(count);
  return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, LONGEST_TEXT);
