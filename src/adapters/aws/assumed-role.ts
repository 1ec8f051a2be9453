/** The credentials of a role that this process takes on, asked for again before they expire. */
import { asInstant, minus, minutes } from '../../core/model/time.ts';
import { Fault, Unauthorized, Unavailable } from '../../ports/faults.ts';
import type { AwsCredentials, CredentialSource } from './aws-credentials.ts';
import { type Reading, Refreshed } from './refreshed.ts';
import { ATTEMPTS, type CallLimit, callSdk } from './sdk-call.ts';

export interface AssumedRoleOptions extends CallLimit {
  readonly roleArn: string;
  /** Shows in CloudTrail; 2 to 64 letters, digits and `+=,.@-`. */
  readonly sessionName: string;
  readonly externalId?: string | undefined;
  readonly region: string;
  /** Whoever takes the role on. */
  readonly by: CredentialSource;
  /** Of STS, unless it is where AWS has it. */
  readonly endpoint?: string | undefined;
}

/** What is signed with them must be good for a while yet. */
const FRESH_BEFORE = minutes(5);
const USABLE_BEFORE = minutes(1);

export class AssumedRole implements CredentialSource {
  readonly #options: AssumedRoleOptions;
  readonly #refreshed: Refreshed<AwsCredentials>;

  constructor(options: AssumedRoleOptions) {
    this.#options = options;
    this.#refreshed = new Refreshed({ clock: options.clock, read: () => this.#assume() });
  }

  current(): Promise<AwsCredentials> {
    return this.#refreshed.get();
  }

  forget(): void {
    this.#options.by.forget();
    this.#refreshed.forget();
  }

  async #assume(): Promise<Reading<AwsCredentials>> {
    const { roleArn, sessionName, externalId, region, endpoint, by } = this.#options;
    const what = `sts AssumeRole of ${roleArn}`;
    const answer = await callSdk(what, this.#options, async (abortSignal) => {
      const { AssumeRoleCommand, STSClient } = await import('./sdk/sts.ts');
      const client = new STSClient({
        ...ATTEMPTS,
        region,
        credentials: () => by.current(),
        ...(endpoint === undefined ? {} : { endpoint }),
      });
      const ExternalId = externalId === undefined ? {} : { ExternalId: externalId };
      const command = new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: sessionName,
        ...ExternalId,
      });
      return client.send(command, { abortSignal }).finally(() => client.destroy());
    }).catch((error: unknown) => {
      throw retriable(error);
    });
    return readingOf(answer.Credentials, what);
  }
}

/** A role that is missing or refused can be mended while this process runs: no event is given up for it. */
function retriable(error: unknown): unknown {
  if (!(error instanceof Fault) || error.disposition === 'retry' || error.disposition === 'throttled')
    return error;
  return new Unauthorized(error.message, { cause: error });
}

interface Answered {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

function readingOf(answered: Answered | undefined, what: string): Reading<AwsCredentials> {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answered ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    throw new Unavailable(`${what}: expected credentials that expire, got an answer without`);
  const ends = asInstant(Expiration.getTime());
  return {
    value: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    },
    freshUntil: minus(ends, FRESH_BEFORE),
    usableUntil: minus(ends, USABLE_BEFORE),
  };
}
