/** Before the tier: the parts that are not of npm. Without them it fails, and says which. */
import type { TestProject } from 'vitest/node';
import { ensureAwsCli } from '../../../scripts/moto/aws-cli.ts';
import { ensureMoto } from '../../../scripts/moto/venv.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly motoServer: string;
    readonly awsCli: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  project.provide('motoServer', await ensureMoto());
  project.provide('awsCli', await ensureAwsCli());
}
