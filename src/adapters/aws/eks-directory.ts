/** Where the API server of an EKS cluster is, and whom its certificate is from: as configured, else as EKS says. */
import type { Cluster } from '@aws-sdk/client-eks';
import { type Instant, minutes, plus } from '../../core/model/time.ts';
import { Fault, Unavailable } from '../../ports/faults.ts';
import type { CredentialSource } from './aws-credentials.ts';
import { type Reading, Refreshed } from './refreshed.ts';
import { ATTEMPTS, type CallLimit, callSdk } from './sdk-call.ts';

export interface EksDirectoryOptions extends CallLimit {
  readonly clusterName: string;
  readonly region: string;
  readonly credentials: CredentialSource;
  /** As configured. A certificate authority is base64 of the PEM; none is asked for where the endpoint is `http:`. */
  readonly endpoint?: string | undefined;
  readonly certificateAuthority?: string | undefined;
  /** Of the EKS API, unless it is where AWS has it. */
  readonly eksEndpoint?: string | undefined;
}

export interface ClusterAddress {
  readonly server: URL;
  /** PEM; undefined = whom this machine trusts. */
  readonly ca: string | undefined;
}

/** Certificates and endpoints change seldom, and a cluster that is made anew has others. */
const FRESH_FOR = minutes(15);
const BETWEEN_DOUBTS = minutes(1);

export class EksDirectory {
  readonly #options: EksDirectoryOptions;
  readonly #configured: ClusterAddress | undefined;
  readonly #refreshed: Refreshed<ClusterAddress>;
  #address: ClusterAddress | undefined;
  #doubtedAt: Instant | undefined;

  constructor(options: EksDirectoryOptions) {
    this.#options = options;
    const { endpoint, certificateAuthority } = options;
    const isWhole = endpoint !== undefined && (certificateAuthority !== undefined || isPlain(endpoint));
    this.#configured = isWhole ? addressOf(endpoint, certificateAuthority) : undefined;
    this.#refreshed = new Refreshed({ clock: options.clock, read: () => this.#describe() });
  }

  /** The same object while nothing has changed. Throws a Fault that is tried again. */
  find(): Promise<ClusterAddress> {
    return this.#configured === undefined ? this.#refreshed.get() : Promise.resolve(this.#configured);
  }

  /** The endpoint did not answer: EKS is asked again, once a minute at most. */
  doubt(): void {
    const now = this.#options.clock.now();
    if (this.#doubtedAt !== undefined && now < plus(this.#doubtedAt, BETWEEN_DOUBTS)) return;
    this.#doubtedAt = now;
    this.#refreshed.doubt();
  }

  async #describe(): Promise<Reading<ClusterAddress>> {
    const { clusterName, region, clock, endpoint, certificateAuthority } = this.#options;
    const what = `eks DescribeCluster of ${clusterName} in ${region}`;
    const found = await this.#ask(what);
    const server = endpoint ?? found?.endpoint;
    const authority = certificateAuthority ?? found?.certificateAuthority?.data;
    if (server === undefined || authority === undefined)
      throw new Unavailable(`${what}: has no endpoint and no authority yet; its status is ${found?.status}`);
    const next = addressOf(server, authority);
    const known = this.#address;
    const isSame = known !== undefined && known.server.href === next.server.href && known.ca === next.ca;
    this.#address = isSame ? known : next;
    return { value: this.#address, freshUntil: plus(clock.now(), FRESH_FOR), usableUntil: undefined };
  }

  async #ask(what: string): Promise<Cluster | undefined> {
    const { clusterName, region, credentials, eksEndpoint } = this.#options;
    try {
      const answer = await callSdk(what, this.#options, async (abortSignal) => {
        const { DescribeClusterCommand, EKSClient } = await import('./sdk/eks.ts');
        const client = new EKSClient({
          ...ATTEMPTS,
          region,
          credentials: () => credentials.current(),
          ...(eksEndpoint === undefined ? {} : { endpoint: eksEndpoint }),
        });
        const command = new DescribeClusterCommand({ name: clusterName });
        return client.send(command, { abortSignal }).finally(() => client.destroy());
      });
      return answer.cluster;
    } catch (error) {
      throw retriable(error);
    }
  }
}

/** That there is no such cluster can be mended; it must not pass for an object that is gone. */
function retriable(error: unknown): unknown {
  const isRetried = error instanceof Fault && ['retry', 'throttled'].includes(error.disposition);
  if (isRetried || !(error instanceof Fault)) return error;
  return new Unavailable(error.message, { cause: error });
}

const isPlain = (endpoint: string): boolean => new URL(endpoint).protocol === 'http:';

const addressOf = (endpoint: string, authority: string | undefined): ClusterAddress => ({
  server: new URL(endpoint),
  ca: authority === undefined ? undefined : Buffer.from(authority, 'base64').toString('utf8'),
});
