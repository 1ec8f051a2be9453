/**
 * AWS behind one socket of loopback, as far as Forescale speaks to it: the real SDK and the AWS CLI are its clients.
 * It checks signatures, keeps every call, and goes wrong where it is told to.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { wallClock } from '../../../src/adapters/system/wall-clock.ts';
import { plus } from '../../../src/core/model/time.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { type Asked, LoopbackServer } from '../loopback-server.ts';
import { ACCOUNT, AccessKeys } from './access-keys.ts';
import { type WireAnswer, writeRefusal, writeResult } from './answers.ts';
import { AutoScaling } from './auto-scaling/auto-scaling.ts';
import { Ec2 } from './ec2/ec2.ts';
import { Eks } from './eks.ts';
import { EventBridge } from './event-bridge.ts';
import { readAction, signedRequestOf } from './request-reading.ts';
import type { SignedRequest } from './signature.ts';
import { findSignature } from './signed-request.ts';
import { Sts } from './sts.ts';
import type { Service, ServiceName, WireCall } from './wire-call.ts';
import { WireError } from './wire-error.ts';
import { type WireFault, WireFaults } from './wire-faults.ts';

/** The user whose keys `clientConfig` gives. */
export const USER = {
  accessKeyId: 'AKIAWIRE000000000000',
  secretAccessKey: 'secret-of-the-user',
  arn: `arn:aws:iam::${ACCOUNT}:user/tester`,
} as const;

const SERVICES: readonly ServiceName[] = ['sts', 'eks', 'events', 'autoscaling', 'ec2'];

export class AwsWire implements AsyncDisposable {
  readonly calls: WireCall[] = [];
  readonly faults = new WireFaults();
  readonly keys: AccessKeys;
  readonly sts: Sts;
  readonly eks = new Eks();
  readonly events = new EventBridge();
  readonly autoScaling: AutoScaling;
  readonly ec2: Ec2;
  readonly #clock: Clock;
  readonly #services: Readonly<Record<ServiceName, Service>>;
  readonly #closing = new AbortController();
  #server: LoopbackServer | undefined;

  private constructor(clock: Clock) {
    this.#clock = clock;
    this.keys = new AccessKeys(clock);
    this.keys.add(USER);
    this.sts = new Sts(this.keys);
    this.autoScaling = new AutoScaling(clock);
    this.ec2 = new Ec2(() => this.autoScaling.groups);
    this.#services = {
      sts: this.sts.service,
      eks: this.eks.service,
      events: this.events.service,
      autoscaling: this.autoScaling.service,
      ec2: this.ec2.service,
    };
  }

  /** @param clock of expirations, of slow answers and of what takes time; the machine's when left out */
  static async start(clock: Clock = wallClock): Promise<AwsWire> {
    const wire = new AwsWire(clock);
    wire.#server = await LoopbackServer.start((asked, response, request) => {
      wire.#answer(asked, request, response).catch((error: unknown) => wire.#mistaken(error, response));
    });
    return wire;
  }

  get url(): string {
    return this.#server?.url.href.replace(/\/$/, '') ?? '';
  }

  /** For the constructor of any client of the SDK. One attempt: what is tried again is the caller's to say. */
  get clientConfig() {
    const { accessKeyId, secretAccessKey } = USER;
    return {
      endpoint: this.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    };
  }

  /** The calls of one action, for example `events:PutEvents`. */
  callsOf(action: `${ServiceName}:${string}`): readonly WireCall[] {
    return this.calls.filter((call) => `${call.service}:${call.action}` === action);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#server?.[Symbol.asyncDispose]();
  }

  async #answer(asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signed = signedRequestOf(asked, request);
    const call = openCall(signed);
    if (call instanceof WireError) {
      send(response, writeRefusal('query', '', call));
      return;
    }
    this.calls.push(call);
    const fault = this.faults.of(call);
    if (fault?.kind === 'silent') return;
    const takesPlace = fault?.kind !== 'torn' || fault.after;
    const answer = takesPlace ? this.#act(call, signed, fault) : undefined;
    if (fault?.kind === 'slow')
      await this.#clock.wake(plus(this.#clock.now(), fault.length), this.#closing.signal);
    if (answer !== undefined && fault?.kind !== 'torn') {
      send(response, answer);
      return;
    }
    call.outcome = 'torn';
    request.socket.destroy();
  }

  /** A mistake of the fake's own: as an answer that no service gives. */
  #mistaken(error: unknown, response: ServerResponse): void {
    send(response, writeRefusal('query', '', new WireError('MistakeOfTheFake', String(error), 501)));
  }

  #act(call: WireCall, signed: SignedRequest, fault: WireFault | undefined): WireAnswer {
    const service = this.#services[call.service];
    try {
      const { caller } = this.keys.callerOf(signed);
      call.caller = caller;
      if (fault?.kind === 'refused') throw fault.error;
      const action = service.actions[call.action];
      if (action === undefined) throw new WireError('InvalidAction', `No action ${call.action}`);
      const context = { caller, region: call.region, clock: this.#clock };
      const result = action(call.parameters, context) ?? {};
      call.outcome = 'ok';
      const json = signed.headers['accept']?.includes('application/json') === true;
      return writeResult(service, call.action, result, json);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      call.outcome = error.code;
      return writeRefusal(service.protocol, service.namespace, error);
    }
  }
}

function openCall(signed: SignedRequest): WireCall | WireError {
  try {
    const scope = findSignature(signed)?.scope;
    const service = SERVICES.find((name) => name === scope?.service);
    if (scope === undefined || service === undefined)
      return new WireError('MissingAuthenticationToken', `Service ${scope?.service ?? 'unknown'}`, 403);
    const { action, parameters } = readAction(service, signed);
    return { service, action, parameters, region: scope.region, caller: undefined, outcome: undefined };
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, headers).end(body);
}
