/** What goes wrong on the wire, by action: once, in an order, or as long as it is asked for. */
import type { Millis } from '../../../src/core/model/time.ts';
import type { ServiceName, WireCall } from './wire-call.ts';
import { WireError } from './wire-error.ts';

export type WireFault =
  /** The action does not take place. */
  | { readonly kind: 'refused'; readonly error: WireError }
  /** The action takes place, and is answered so much later on the clock of the wire. */
  | { readonly kind: 'slow'; readonly length: Millis }
  /** The connection ends without an answer; `after` = the action took place. */
  | { readonly kind: 'torn'; readonly after: boolean }
  /** Nothing comes, and the connection stays. */
  | { readonly kind: 'silent' };

/** For example `autoscaling:SetDesiredCapacity`. */
export type ActionName = `${ServiceName}:${string}`;

export class WireFaults {
  readonly #next = new Map<string, (WireFault | 'none')[]>();
  readonly #standing = new Map<string, (call: WireCall) => WireFault | undefined>();

  /** One fault a call, in this order; `none` lets one call through. They come before the standing ones. */
  next(action: ActionName, ...faults: readonly (WireFault | 'none')[]): void {
    this.#next.set(action, [...(this.#next.get(action) ?? []), ...faults]);
  }

  /** Every call of the action, until it is cleared; a function decides by the call. */
  always(action: ActionName, fault: WireFault | ((call: WireCall) => WireFault | undefined)): void {
    this.#standing.set(action, typeof fault === 'function' ? fault : () => fault);
  }

  clear(): void {
    this.#next.clear();
    this.#standing.clear();
  }

  of(call: WireCall): WireFault | undefined {
    const action = `${call.service}:${call.action}`;
    const scripted = this.#next.get(action)?.shift();
    if (scripted !== undefined) return scripted === 'none' ? undefined : scripted;
    return this.#standing.get(action)?.(call);
  }
}

/** As the service words it: EC2 and the JSON ones have a code of their own. */
export function throttled(service: ServiceName): WireFault {
  if (service === 'ec2') return refused('RequestLimitExceeded', 'Request limit exceeded.', 503);
  const code = service === 'events' || service === 'eks' ? 'ThrottlingException' : 'Throttling';
  return refused(code, 'Rate exceeded', service === 'eks' ? 429 : 400);
}

export const broken = (status = 503): WireFault =>
  refused(status === 503 ? 'ServiceUnavailable' : 'InternalFailure', 'Try again later', status);

export const denied = (service: ServiceName): WireFault => {
  if (service === 'ec2') return refused('UnauthorizedOperation', 'You are not authorized', 403);
  const json = service === 'events' || service === 'eks';
  return refused(json ? 'AccessDeniedException' : 'AccessDenied', 'User is not authorized', json ? 400 : 403);
};

export const refused = (code: string, message: string, status = 400): WireFault => ({
  kind: 'refused',
  error: new WireError(code, message, status),
});

export const slow = (length: Millis): WireFault => ({ kind: 'slow', length });
export const tornBefore: WireFault = { kind: 'torn', after: false };
export const tornAfter: WireFault = { kind: 'torn', after: true };
export const silent: WireFault = { kind: 'silent' };
