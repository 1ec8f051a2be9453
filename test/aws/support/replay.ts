/** `forescale events replay` against the queues of a trial. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TRIAL_KEYS } from '../../../scripts/aws-trial/moto-server.ts';
import type { Trial } from '../../../scripts/aws-trial/trial.ts';
import { run } from '../../../scripts/moto/process.ts';
import { aFolder } from './trials.ts';

const FORESCALE = fileURLToPath(new URL('../../../bin/forescale.mjs', import.meta.url));

export interface Replay {
  readonly messages: readonly { readonly outcome: string; readonly reason?: string }[];
}

/** From the dead letters of pushes to the queue of pushes, judged by this configuration. */
export async function replay(trial: Trial, config: object): Promise<Replay> {
  const file = join(await aFolder(), 'functions.json');
  await writeFile(file, JSON.stringify(config));
  const queues = ['--from', trial.urlOf('PushDeadLetters'), '--to', trial.urlOf('PushQueue')];
  const place = ['--region', trial.moto.clientConfig.region, '--endpoint', trial.moto.url];
  const args = ['events', 'replay', ...queues, ...place, '--config', file, '--json'];
  const keys = {
    AWS_ACCESS_KEY_ID: TRIAL_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: TRIAL_KEYS.secretAccessKey,
  };
  const env = { PATH: process.env['PATH'], ...keys };
  const { out, error } = await run(process.execPath, [FORESCALE, ...args], env);
  if (out === '') throw new Error(`forescale ${args.join(' ')}: ${error}`);
  return JSON.parse(out) as Replay;
}
