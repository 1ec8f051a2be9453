/** Before the tier: the parts that are not of npm, and our own functions as they are packed. What is missing is said. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureAwsCli } from '../../../scripts/moto/aws-cli.ts';
import { ensureMoto } from '../../../scripts/moto/venv.ts';
import { packCopy } from '../../package/support/packed-copy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly motoServer: string;
    readonly awsCli: string;
    /** A folder that was packed, with the configuration of the documentation. */
    readonly packedFunctions: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('motoServer', await ensureMoto());
  project.provide('awsCli', await ensureAwsCli());
  const home = await mkdtemp(join(tmpdir(), 'forescale-aws-'));
  const env = { PATH: process.env['PATH'], HOME: home };
  const packed = await packCopy(join(home, 'packed'), env, 'docs/examples/functions.json');
  project.provide('packedFunctions', packed);
  return () => rm(home, { recursive: true });
}
