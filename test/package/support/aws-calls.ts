/** What the code of a bundle asks of AWS, as the rights that it needs: found in the adapters that went into it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputsOf } from './metafile.ts';

const SERVICES: Readonly<Record<string, string>> = {
  'auto-scaling': 'autoscaling',
  ec2: 'ec2',
  eks: 'eks',
  eventbridge: 'events',
  sqs: 'sqs',
  sts: 'sts',
};

/** For example `eks:DescribeCluster`. @param folder that was packed */
export function callsOf(folder: string, name: string): ReadonlySet<string> {
  const adapters = inputsOf(folder, name).filter((path) => path.startsWith('src/adapters/aws/'));
  return new Set(
    adapters
      .filter((path) => !path.startsWith('src/adapters/aws/sdk/'))
      .flatMap((path) => callsIn(readFileSync(join(folder, path), 'utf8'), folder)),
  );
}

function callsIn(code: string, folder: string): readonly string[] {
  const commands = new Set([...code.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, command = '']) => command));
  return [...commands].map((command) => {
    const service = Object.keys(SERVICES).find((one) => hasCommand(one, command, folder));
    if (service === undefined) throw new Error(`${command} is of no client that is known here`);
    return `${SERVICES[service]}:${command}`;
  });
}

const hasCommand = (service: string, command: string, folder: string): boolean =>
  existsSync(
    join(folder, 'node_modules/@aws-sdk', `client-${service}`, `dist-types/commands/${command}Command.d.ts`),
  );
