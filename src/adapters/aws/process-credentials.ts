/**
 * The credentials that this process was given. In a Lambda they are in its environment, which is read each time, so that
 * no rotation is missed and nothing of the SDK is loaded; elsewhere they come from where the SDK looks for them.
 */
import { parseInstant } from '../../core/model/time.ts';
import type { AwsCredentials, CredentialSource } from './aws-credentials.ts';
import { faultOfSdk } from './sdk-faults.ts';

export interface ProcessCredentialsOptions {
  /** Of the process, and not a copy of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly region: string;
}

export class ProcessCredentials implements CredentialSource {
  readonly #options: ProcessCredentialsOptions;
  #chain: Promise<() => Promise<AwsCredentials>> | undefined;

  constructor(options: ProcessCredentialsOptions) {
    this.#options = options;
  }

  async current(): Promise<AwsCredentials> {
    const given = inEnvironment(this.#options.env);
    if (given !== undefined) return given;
    try {
      // Once: the chain keeps what it has found while that is good.
      this.#chain ??= loadChain(this.#options.region);
      const find = await this.#chain;
      return await find();
    } catch (error) {
      throw faultOfSdk('credentials of this process', error);
    }
  }

  forget(): void {
    this.#chain = undefined;
  }
}

function inEnvironment(env: ProcessCredentialsOptions['env']): AwsCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const { AWS_SESSION_TOKEN: sessionToken, AWS_CREDENTIAL_EXPIRATION: until = '' } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const expiration = parseInstant(until);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken ? { sessionToken } : {}),
    ...(expiration === undefined ? {} : { expiration: new Date(expiration) }),
  };
}

/** Every client of the SDK comes with the chain; STS is there already for roles. */
async function loadChain(region: string): Promise<() => Promise<AwsCredentials>> {
  const { STSClient } = await import('./sdk/sts.ts');
  const { credentials } = new STSClient({ region }).config;
  return () => credentials();
}
