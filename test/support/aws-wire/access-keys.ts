/** Who may sign, with what, and until when. A request counts only under a signature that the known secret gives. */
import type { Clock } from '../../../src/ports/clock.ts';
import { matches, type SignedRequest } from './signature.ts';
import { type FoundSignature, findSignature, readStamp } from './signed-request.ts';
import type { Caller } from './wire-call.ts';
import { WireError } from './wire-error.ts';

export const ACCOUNT = '111122223333';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a role's; undefined = those of a user, for good. */
  readonly sessionToken?: string;
  readonly expiresAt?: number;
  readonly arn: string;
}

const LONGEST_SECONDS = 7 * 24 * 3_600;
/** STS does not look at what a presigned call says of its own end. */
const IDENTITY_SECONDS = 15 * 60;

export class AccessKeys {
  readonly #clock: Clock;
  readonly #keys = new Map<string, AccessKey>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(key: AccessKey): void {
    this.#keys.set(key.accessKeyId, key);
  }

  /** Undefined when it was never given out. */
  find(accessKeyId: string): AccessKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  /** Throws as STS and the others do: 403, with the code that says what is wrong. */
  callerOf(request: SignedRequest): { readonly caller: Caller; readonly found: FoundSignature } {
    const found = findSignature(request);
    if (found === undefined) throw refused('MissingAuthenticationToken', 'Request is missing a signature');
    const key = this.#keys.get(found.scope.accessKeyId);
    if (key === undefined || key.sessionToken !== found.sessionToken)
      throw refused('InvalidClientTokenId', 'The security token included in the request is invalid.');
    if (!matches(request, found, key.secretAccessKey))
      throw refused('SignatureDoesNotMatch', 'The request signature we calculated does not match');
    this.#judgeTimes(key, found);
    const { accessKeyId, arn } = key;
    return { caller: { accessKeyId, arn, account: ACCOUNT, userId: `AIDA${accessKeyId.slice(4)}` }, found };
  }

  #judgeTimes(key: AccessKey, { stamp, expiresSeconds, scope }: FoundSignature): void {
    const now = this.#clock.now();
    if (key.expiresAt !== undefined && now >= key.expiresAt)
      throw refused('ExpiredToken', 'The security token included in the request is expired');
    // The SDK signs headers by the machine's clock, which is not the test's.
    if (expiresSeconds === undefined) return;
    const signedAt = readStamp(stamp);
    if (!stamp.startsWith(scope.date) || !(expiresSeconds >= 1 && expiresSeconds <= LONGEST_SECONDS))
      throw refused('SignatureDoesNotMatch', 'X-Amz-Date and X-Amz-Expires');
    const lasts = scope.service === 'sts' ? IDENTITY_SECONDS : expiresSeconds;
    if (!(now < signedAt + lasts * 1_000))
      throw refused('SignatureDoesNotMatch', `Signature expired: ${stamp}`);
    if (signedAt > now + 5 * 60_000)
      throw refused('SignatureDoesNotMatch', `Signature not yet current: ${stamp}`);
  }
}

const refused = (code: string, message: string): WireError => new WireError(code, message, 403);
