/** STS: says who signed, and lends roles for a while. */
import * as z from 'zod';
import { formatWhole, type Instant, plus, seconds } from '../../../src/core/model/time.ts';
import { ACCOUNT, type AccessKey, type AccessKeys } from './access-keys.ts';
import { read } from './parameters.ts';
import type { ActionContext, Parameters, Service } from './wire-call.ts';
import { validationError, WireError } from './wire-error.ts';

export interface Role {
  readonly arn: string;
  readonly externalId?: string;
  /** 3600 when left out. */
  readonly longestSeconds?: number;
}

const ASSUME_ROLE = z.strictObject({
  RoleArn: z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3_600),
  ExternalId: z.string().optional(),
});

export class Sts {
  readonly roles = new Map<string, Role>();
  readonly #keys: AccessKeys;
  #lent = 0;

  constructor(keys: AccessKeys) {
    this.#keys = keys;
  }

  addRole(role: Role): void {
    this.roles.set(role.arn, role);
  }

  get service(): Service {
    return {
      protocol: 'query',
      namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      actions: {
        GetCallerIdentity: (parameters, { caller }) => {
          read(z.strictObject({}), parameters);
          return { Arn: caller.arn, UserId: caller.userId, Account: caller.account };
        },
        AssumeRole: (parameters, context) => this.#assume(parameters, context),
      },
    };
  }

  #assume(parameters: Parameters, { caller, clock }: ActionContext): object {
    const wish = read(ASSUME_ROLE, parameters);
    const role = this.roles.get(wish.RoleArn);
    if (role === undefined || role.externalId !== wish.ExternalId)
      throw new WireError(
        'AccessDenied',
        `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${wish.RoleArn}`,
        403,
      );
    if (wish.DurationSeconds > (role.longestSeconds ?? 3_600))
      throw validationError(
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
    const until = plus(clock.now(), seconds(wish.DurationSeconds));
    const key = this.#lend(wish.RoleArn, wish.RoleSessionName, until);
    return {
      Credentials: {
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.secretAccessKey,
        SessionToken: key.sessionToken,
        Expiration: formatWhole(until),
      },
      AssumedRoleUser: { Arn: key.arn, AssumedRoleId: `AROAWIRE:${wish.RoleSessionName}` },
    };
  }

  #lend(role: string, session: string, until: Instant): AccessKey {
    this.#lent += 1;
    const name = role.split('/').at(-1) ?? role;
    const key = {
      accessKeyId: `ASIAWIRE${String(this.#lent).padStart(12, '0')}`,
      secretAccessKey: `secret-of-session-${this.#lent}`,
      sessionToken: `token-of-session-${this.#lent}/+=`,
      expiresAt: until,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
    };
    this.#keys.add(key);
    return key;
  }
}
