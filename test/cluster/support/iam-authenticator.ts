/**
 * The token webhook of an EKS cluster, as it is documented: takes the presigned request out of a token, judges it, sends
 * it to STS, and makes of the role that STS names the user and the groups of an access entry.
 */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { minutes, parseInstant, plus } from '../../../src/core/model/time.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { answerJson, LoopbackServer } from '../../support/loopback-server.ts';

export interface AuthenticatorOptions {
  readonly clusterName: string;
  /** Where STS is played; the host that was signed is sent along. */
  readonly sts: URL;
  readonly clock: Pick<Clock, 'now'>;
  /** Groups by the ARN of a role: the access entries. */
  readonly entries: Readonly<Record<string, readonly string[]>>;
}

const PARAMETERS: ReadonlySet<string> = new Set([
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

interface Review {
  readonly spec: { readonly token: string };
}

export class IamAuthenticator {
  /** What it said of each token, in order. */
  readonly verdicts: string[] = [];
  readonly #options: AuthenticatorOptions;
  #server: LoopbackServer | undefined;

  private constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  static async start(options: AuthenticatorOptions): Promise<IamAuthenticator> {
    const made = new IamAuthenticator(options);
    made.#server = await LoopbackServer.start(({ body }, response) => {
      const { spec } = JSON.parse(body) as Review;
      made.#review(spec.token).then(
        (status) => answerJson(response, reviewOf(status)),
        (error: unknown) =>
          answerJson(response, reviewOf({ authenticated: false, error: made.#refuse(error) })),
      );
    });
    return made;
  }

  /** For `--authentication-token-webhook-config-file`. */
  get kubeconfig(): object {
    return {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'webhook', cluster: { server: this.#server?.url.href } }],
      contexts: [{ name: 'webhook', context: { cluster: 'webhook' } }],
      'current-context': 'webhook',
    };
  }

  async stop(): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
  }

  #refuse(error: unknown): string {
    const said = error instanceof Error ? error.message : String(error);
    this.verdicts.push(said);
    return said;
  }

  async #review(token: string): Promise<object> {
    const url = judge(token, this.#options);
    const arn = await this.#askSts(url);
    const role = roleOf(arn);
    const groups = this.#options.entries[role];
    if (groups === undefined) throw new Error(`no access entry for ${role}`);
    this.verdicts.push(role);
    return { authenticated: true, user: { username: arn, uid: role, groups } };
  }

  async #askSts(url: URL): Promise<string> {
    const { sts, clusterName } = this.#options;
    const headers = { host: url.host, 'x-k8s-aws-id': clusterName, accept: 'application/json' };
    const options = { hostname: sts.hostname, port: sts.port, path: url.pathname + url.search, headers };
    const asking = httpRequest(options);
    asking.end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    const text = (await answer.setEncoding('utf8').toArray()).join('');
    if (answer.statusCode === 200) return arnIn(text);
    const [, code = text] = /"?Code"?[>:] ?"?(\w+)/.exec(text) ?? [];
    throw new Error(`STS: ${answer.statusCode} ${code}`);
  }
}

/** Throws what is wrong with the token before anybody is asked. */
function judge(token: string, { clock }: Pick<AuthenticatorOptions, 'clock'>): URL {
  if (!token.startsWith('k8s-aws-v1.')) throw new Error('not a token of ours');
  const text = Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString();
  const url = new URL(text);
  const said = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  if (url.protocol !== 'https:' || !/^sts\.[a-z]+-[a-z]+-\d\.amazonaws\.com$/.test(url.host))
    throw new Error(`not the host of STS: ${url.origin}`);
  if (url.pathname !== '/' || said.get('action') !== 'GetCallerIdentity')
    throw new Error('not GetCallerIdentity');
  const strange = [...said.keys()].filter((name) => !PARAMETERS.has(name));
  if (strange.length > 0 || said.size !== url.searchParams.size)
    throw new Error(`parameters: ${strange.join()}`);
  if (!(said.get('x-amz-signedheaders') ?? '').split(';').includes('x-k8s-aws-id'))
    throw new Error('the name of the cluster is not signed');
  if (!(Number(said.get('x-amz-expires')) <= 900)) throw new Error('X-Amz-Expires');
  const stamp = (said.get('x-amz-date') ?? '').replace(
    /^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/,
    '$1-$2-$3:$4:$5',
  );
  const signedAt = parseInstant(stamp);
  if (signedAt === undefined || clock.now() >= plus(signedAt, minutes(15)))
    throw new Error('the token is too old');
  return url;
}

function arnIn(text: string): string {
  const answer = JSON.parse(text) as {
    readonly GetCallerIdentityResponse: { readonly GetCallerIdentityResult: { readonly Arn: string } };
  };
  return answer.GetCallerIdentityResponse.GetCallerIdentityResult.Arn;
}

/** Of a session, the role that it is of. */
const roleOf = (arn: string): string =>
  arn.replace(/^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/.+$/, 'arn:aws:iam::$1:role/$2');

const reviewOf = (status: object): object => ({
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'TokenReview',
  status,
});
