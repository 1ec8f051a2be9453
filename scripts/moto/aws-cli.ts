/** The AWS CLI: Debian's, put there by apt where that may be done. */
import { existsSync } from 'node:fs';
import { runWell, versionOf } from './process.ts';

/** Of the package; another one may come before it on the PATH. */
const DEBIAN = '/usr/bin/aws';

/** The program, installed if it has to be. Throws in words when it is not there and cannot be installed. */
export async function ensureAwsCli(say: (line: string) => void = console.log): Promise<string> {
  if (existsSync(DEBIAN)) return DEBIAN;
  if (process.getuid?.() === 0 && (await versionOf('apt-get')) !== undefined) {
    say('installing the AWS CLI: apt-get install awscli');
    const install = ['install', '--yes', '--quiet', '--no-install-recommends', 'awscli'];
    await runWell('apt-get', install).catch(async () => {
      await runWell('apt-get', ['update', '--quiet']);
      await runWell('apt-get', install);
    });
    return DEBIAN;
  }
  if ((await versionOf('aws')) !== undefined) return 'aws';
  throw new Error(
    'expected the AWS CLI (Debian: apt-get install awscli), found none, and may not install it',
  );
}
