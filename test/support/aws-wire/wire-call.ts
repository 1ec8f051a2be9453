/** A call as it came over the wire, whatever the protocol: what an action gets, and what the recorder keeps. */
import type { Clock } from '../../../src/ports/clock.ts';

export type ServiceName = 'sts' | 'eks' | 'events' | 'autoscaling' | 'ec2';

/** How requests are written and answers read: a form and XML, XML in EC2's own shape, JSON 1.1, REST with JSON. */
export type Protocol = 'query' | 'ec2' | 'json' | 'rest-json';

/** Of a query call all leaves are texts; lists are lists. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface WireCall {
  readonly service: ServiceName;
  /** For example `DescribeAutoScalingGroups`. */
  readonly action: string;
  readonly parameters: Parameters;
  readonly region: string;
  /** Who signed it; undefined = nobody did. */
  caller: Caller | undefined;
  /** `ok`, or the code of the refusal, or what became of the connection. Undefined = it is still being answered. */
  outcome: string | undefined;
}

export interface Caller {
  readonly accessKeyId: string;
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
}

export interface ActionContext {
  readonly caller: Caller;
  readonly region: string;
  readonly clock: Clock;
}

/** Throws a WireError when it refuses. What it returns is written in the protocol of the service. */
export type Action = (parameters: Parameters, context: ActionContext) => object | undefined;

export interface Service {
  readonly protocol: Protocol;
  /** Of the API, for XML; '' for JSON. */
  readonly namespace: string;
  readonly actions: Readonly<Record<string, Action>>;
}
