/** Every answer that is none, as a fault: HTTP statuses, `Status` objects, what sockets say. */
import { type Millis, minutes, seconds } from '../../core/model/time.ts';
import {
  AlreadyExists,
  Conflict,
  Expired,
  Fault,
  type FaultOptions,
  Forbidden,
  Invalid,
  NotFound,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../ports/faults.ts';

/** What is read of a `Status` object of the API server. */
export interface Status {
  readonly kind: 'Status';
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly retryAfterSeconds?: number };
}

/** An answer that is no success. */
export interface Refusal {
  readonly code: number;
  readonly body: string;
  /** The `Retry-After` header. */
  readonly retryAfter?: string | undefined;
}

/** A proxy may send a page of HTML. */
const LONGEST_TEXT = 200;
/** A proxy that says "tomorrow" must not put a key to sleep for a day. */
const LONGEST_WAIT = minutes(5);

/** `what` names the request in the message: its method and path. */
export function faultOfRefusal(what: string, { code, body, retryAfter }: Refusal): Fault {
  const status = readStatus(body);
  if (status === undefined) {
    const text = body.trim().slice(0, LONGEST_TEXT);
    return makeFault(code, undefined, `${what}: ${code}${text === '' ? '' : ` ${text}`}${hintFor(code)}`, {
      retryAfter: readWait(Number(retryAfter)),
    });
  }
  const details = { ...status.details };
  if (retryAfter !== undefined) details.retryAfterSeconds = Number(retryAfter);
  return faultOfStatus(what, { ...status, code, details });
}

/** A `Status` that came as an answer or as an ERROR frame of a watch. */
export function faultOfStatus(what: string, status: Status): Fault {
  const { code = 500, reason, message, details } = status;
  const said = [reason, message].filter((part) => part !== undefined && part !== '').join(': ');
  const retryAfter = readWait(details?.retryAfterSeconds);
  return makeFault(code, reason, `${what}: ${code}${said === '' ? '' : ` ${said}`}`, { retryAfter });
}

/** What was thrown while a request was under way; faults pass as they are. */
export function faultOfError(what: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = codeOf(error);
  const said = error instanceof Error ? error.message : String(error);
  const words = WORDS[code] ?? (code === '' || said.includes(code) ? said : `${said} (${code})`);
  const options = { cause: error };
  return UNSENDABLE.has(code)
    ? new Invalid(`${what}: cannot be sent: ${said}`, options)
    : new Unavailable(`${what}: ${words}`, options);
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** An answer not listed here is some proxy's: tried again rather than dropped. */
function makeFault(code: number, reason: string | undefined, message: string, options: FaultOptions): Fault {
  switch (code) {
    case 400:
    case 405:
    case 406:
    case 413:
    case 415:
    case 422:
      return new Invalid(message, options);
    case 401:
      return new Unauthorized(message, options);
    case 403:
      return new Forbidden(message, options);
    case 404:
      return new NotFound(message, options);
    case 409:
      return reason === 'AlreadyExists'
        ? new AlreadyExists(message, options)
        : new Conflict(message, options);
    case 410:
      return new Expired(message, options);
    case 429:
      return new Throttled(message, options);
    default:
      return new Unavailable(message, options);
  }
}

function readStatus(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isStatus(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const isStatus = (value: unknown): value is Status =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Status';

function readWait(count: number | undefined): Millis | undefined {
  if (count === undefined || !(count > 0)) return undefined;
  const wait = seconds(count);
  return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

const hintFor = (code: number): string =>
  code >= 300 && code < 400 ? ' (redirects are not followed; is this an API server?)' : '';

/** A request with such a path or header never leaves this process. */
const UNSENDABLE: ReadonlySet<string> = new Set([
  'ERR_UNESCAPED_CHARACTERS',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
]);

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while sending',
  ETIMEDOUT: 'connecting timed out',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
};
