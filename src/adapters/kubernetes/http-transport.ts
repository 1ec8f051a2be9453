/** The transport on Node's own HTTP: connections are kept, sockets are bounded, nobody waits for ever. */
import type { IncomingMessage } from 'node:http';
import { between, type Millis, seconds, toSeconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/faults.ts';
import { Agents, type Pool } from './agents.ts';
import { parseJson, readLines, readText } from './answer-body.ts';
import type { Access, Credentials } from './credentials.ts';
import { Deadline } from './deadline.ts';
import { describeRequest, exchange } from './exchange.ts';
import { faultOfError, faultOfRefusal } from './fault-mapping.ts';
import type { KubeRequest, Transport } from './transport.ts';

export interface HttpTransportOptions {
  /** `http:` or `https:`; a path, if any, goes before that of each request. */
  readonly server: URL;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Of Forescale, for the User-Agent. */
  readonly version: string;
  /** For requests, and as many again for streams; 64 when not said. */
  readonly maxSockets?: number;
  /** From asking for credentials to the whole answer, of a stream to its headers; 15 s when not said. */
  readonly requestTimeout?: Millis;
  /** Of an answer or a frame; 64 MiB when not said. */
  readonly maxBytes?: number;
  /** Told of each request: its method, the code of HTTP or 0, how long the headers took. */
  readonly answered?: (method: string, code: number, took: Millis) => void;
}

const MAX_SOCKETS = 64;
const REQUEST_TIMEOUT = seconds(15);
const MAX_BYTES = 64 * 2 ** 20;
const UNAUTHORIZED = 401;

export class HttpTransport implements Transport {
  readonly #options: HttpTransportOptions;
  readonly #agents: Agents;
  readonly #maxBytes: number;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
    this.#agents = new Agents(options.server.protocol === 'https:', options.maxSockets ?? MAX_SOCKETS);
  }

  async send<T = unknown>(request: KubeRequest, signal?: AbortSignal): Promise<T> {
    const what = describeRequest(request);
    const deadline = this.#deadline(what, signal);
    let answer: IncomingMessage | undefined;
    try {
      answer = await this.#open(request, 'requests', deadline.signal);
      const text = await readText(answer, what, this.#maxBytes);
      if (isRefusal(answer)) throw faultOfRefusal(what, refusalOf(answer, text));
      // The caller says what it asked for.
      return (text === '' ? undefined : parseJson(text, what)) as T;
    } catch (error) {
      throw deadline.signal.aborted ? deadline.signal.reason : faultOfError(what, error);
    } finally {
      answer?.destroy();
      deadline.end();
    }
  }

  async *stream(request: KubeRequest, signal: AbortSignal): AsyncGenerator<unknown, void> {
    const what = describeRequest(request);
    const deadline = this.#deadline(what, signal);
    let answer: IncomingMessage | undefined;
    try {
      answer = await this.#open(request, 'streams', deadline.signal);
      if (isRefusal(answer))
        throw faultOfRefusal(what, refusalOf(answer, await readText(answer, what, this.#maxBytes)));
      deadline.lift();
      yield* readLines(answer, what, this.#maxBytes);
    } catch (error) {
      if (signal.aborted) return;
      throw deadline.signal.aborted ? deadline.signal.reason : faultOfError(what, error);
    } finally {
      answer?.destroy();
      deadline.end();
    }
  }

  close(): void {
    this.#agents.destroy();
  }

  #deadline(what: string, caller: AbortSignal | undefined): Deadline {
    const { clock, requestTimeout: length = REQUEST_TIMEOUT } = this.#options;
    const late = () => new Unavailable(`${what}: no answer within ${toSeconds(length)} s`);
    return new Deadline({ clock, length, caller, late });
  }

  /** Credentials that the server does not know are renewed, once. */
  async #open(request: KubeRequest, pool: Pool, signal: AbortSignal): Promise<IncomingMessage> {
    const { credentials } = this.#options;
    const access = await orAborted(credentials.access(), signal);
    const answer = await this.#exchange(request, access, pool, signal);
    if (answer.statusCode !== UNAUTHORIZED) return answer;
    const renewed = await orAborted(credentials.renew(access), signal);
    if (renewed === access) return answer;
    // Read to its end, so that its connection can be used again.
    await readText(answer, describeRequest(request), this.#maxBytes);
    return this.#exchange(request, renewed, pool, signal);
  }

  async #exchange(
    request: KubeRequest,
    access: Access,
    pool: Pool,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { server, version, clock, answered } = this.#options;
    const headers = { ...access.headers, 'user-agent': `forescale/${version}` };
    const sent = clock.now();
    let code = 0;
    try {
      const agent = this.#agents.agentFor(access, pool);
      const answer = await exchange({ server, request, headers, agent, signal });
      code = answer.statusCode ?? 0;
      return answer;
    } finally {
      answered?.(request.method, code, between(sent, clock.now()));
    }
  }
}

const isRefusal = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode < 200 || statusCode > 299;

const refusalOf = ({ statusCode: code = 0, headers }: IncomingMessage, body: string) => ({
  code,
  body,
  retryAfter: headers['retry-after'],
});

/** Credentials may come from a program that hangs. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort))
      .catch(onAbort);
  });
}
