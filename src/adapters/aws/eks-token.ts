/** The token for one EKS cluster: signed anew before it is too old, and when the credentials that signed it have rotated. */
import { asInstant, earlier, type Instant, minus, minutes, plus, seconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AwsCredentials, CredentialSource } from './aws-credentials.ts';
import { type ClusterName, signIdentity } from './signed-identity.ts';

export interface EksTokenOptions extends ClusterName {
  readonly credentials: CredentialSource;
  readonly clock: Pick<Clock, 'now'>;
}

/** What was signed with what, and until when it is shown. */
interface Signed {
  readonly token: string;
  readonly credentials: AwsCredentials;
  readonly until: Instant;
}

const GOOD_FOR = minutes(14);
/** STS no longer answers for credentials that have expired. */
const BEFORE_EXPIRATION = minutes(1);
const BETWEEN_RENEWALS = seconds(30);

export class EksToken {
  readonly #options: EksTokenOptions;
  #signed: Signed | undefined;
  #renewedAt: Instant | undefined;
  #renewing: Promise<string> | undefined;

  constructor(options: EksTokenOptions) {
    this.#options = options;
  }

  /** The same text while it is good. Throws what the source of the credentials throws. */
  async token(): Promise<string> {
    const credentials = await this.#options.credentials.current();
    const known = this.#signed;
    const now = this.#options.clock.now();
    if (known !== undefined && now < known.until && isSame(known.credentials, credentials))
      return known.token;
    const token = await signIdentity(this.#options, credentials, now);
    this.#signed = { token, credentials, until: endOf(credentials, now) };
    return token;
  }

  /** The server did not know `refused`: another, or the same when one was renewed a moment ago. */
  renew(refused: string): Promise<string> {
    if (this.#renewing !== undefined) return this.#renewing;
    if (this.#signed !== undefined && this.#signed.token !== refused) return this.token();
    const now = this.#options.clock.now();
    // A role without an access entry is refused for good, and must not be taken on anew for each request.
    if (this.#renewedAt !== undefined && now < plus(this.#renewedAt, BETWEEN_RENEWALS))
      return Promise.resolve(refused);
    this.#renewedAt = now;
    this.#signed = undefined;
    this.#options.credentials.forget();
    this.#renewing = this.token().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }
}

function endOf({ expiration }: AwsCredentials, now: Instant): Instant {
  const end = plus(now, GOOD_FOR);
  if (expiration === undefined) return end;
  return earlier(end, minus(asInstant(expiration.getTime()), BEFORE_EXPIRATION));
}

const isSame = (a: AwsCredentials, b: AwsCredentials): boolean =>
  a.accessKeyId === b.accessKeyId &&
  a.secretAccessKey === b.secretAccessKey &&
  a.sessionToken === b.sessionToken;
