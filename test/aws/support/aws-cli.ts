/** The AWS CLI against an endpoint of this machine. */
import { inject } from 'vitest';
import { type Run, run } from '../../../scripts/moto/process.ts';

export interface AwsCli {
  /** For example `sts get-caller-identity`; what it printed, read as JSON. Throws with what it complained of. */
  ask(command: string, ...values: readonly string[]): Promise<unknown>;
  /** The same, however it ended. */
  run(command: string, ...values: readonly string[]): Promise<Run>;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Nothing of the user's own settings counts. One attempt: what is refused shows at once. */
export function anAwsCli(endpoint: string, { accessKeyId, secretAccessKey }: Keys): AwsCli {
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nowhere',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  };
  const start: AwsCli['run'] = (command, ...values) =>
    run(
      inject('awsCli'),
      ['--endpoint-url', endpoint, '--output', 'json', ...command.split(' '), ...values],
      env,
    );
  return {
    run: start,
    ask: async (command, ...values) => {
      const { out, error, code } = await start(command, ...values);
      if (code !== 0) throw new Error(`aws ${command}: ${error.trim()}`);
      return out.trim() === '' ? undefined : (JSON.parse(out) as unknown);
    },
  };
}
