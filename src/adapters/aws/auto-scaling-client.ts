/** Requests to Auto Scaling, one client for each region, loaded by the first of them. */
import type { AutoScalingClient as Client } from '@aws-sdk/client-auto-scaling';
import type { CredentialSource } from './aws-credentials.ts';
import type { autoScaling } from './sdk/auto-scaling.ts';
import { type CallLimit, callSdk } from './sdk-call.ts';

export interface AutoScalingOptions extends CallLimit {
  readonly credentials: CredentialSource;
  /** Of Auto Scaling, unless it is where AWS has it. */
  readonly endpoint?: string | undefined;
}

export type Sdk = typeof autoScaling;

export class AutoScalingClient {
  readonly #options: AutoScalingOptions;
  readonly #clients = new Map<string, Client>();

  constructor(options: AutoScalingOptions) {
    this.#options = options;
  }

  /** `what` names the request in the fault. */
  ask<T>(
    what: string,
    region: string,
    send: (client: Client, sdk: Sdk, limit: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return callSdk(`autoscaling ${what}`, this.#options, async (limit) => {
      const { autoScaling: sdk } = await import('./sdk/auto-scaling.ts');
      return send(this.#clientOf(region, sdk), sdk, limit);
    });
  }

  #clientOf(region: string, { AutoScalingClient: SdkClient }: Sdk): Client {
    const known = this.#clients.get(region);
    if (known !== undefined) return known;
    const { credentials, endpoint } = this.#options;
    // Once: a second attempt of the SDK would write what was decided on what stood a while ago.
    const config = { maxAttempts: 1, region, credentials: () => credentials.current() };
    const client = new SdkClient(endpoint === undefined ? config : { ...config, endpoint });
    this.#clients.set(region, client);
    return client;
  }
}
