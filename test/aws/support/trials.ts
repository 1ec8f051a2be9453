/** The AWS side on moto with our functions, from source or as packed, in front of a cluster of the test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import type { ClusterAccess } from '../../../scripts/aws-trial/cluster-view.ts';
import { type FunctionName, Trial } from '../../../scripts/aws-trial/trial.ts';
import { unpackFunctions } from '../../../scripts/aws-trial/unpacked.ts';
import { readTemplate } from '../../package/support/template.ts';

const sourceOf = (name: string): string =>
  fileURLToPath(new URL(`../../../functions/${name}.ts`, import.meta.url));

const SOURCES: Readonly<Record<FunctionName, string>> = {
  push: sourceOf('push-event'),
  spike: sourceOf('spike-event'),
  tick: sourceOf('tick'),
};

export type FunctionForm = 'source' | 'bundle';

/** It is gone when the test is over. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'forescale-aws-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Walks and looks of seconds: what takes minutes in the field is the same, only longer. */
const HASTE = {
  leadSeconds: 10,
  dwellSeconds: 1,
  pollSeconds: 1,
  fleet: { podReadySeconds: 5 },
  lowering: { share: 1, everySeconds: 1, patienceSeconds: 3 },
};

export const configFor = ({ url, certificateAuthority }: ClusterAccess, apps: object = {}) => ({
  clusters: [{ name: 'live', region: 'eu-west-1', namespace: 'shop', endpoint: url, certificateAuthority }],
  apps: {
    shop: {
      targets: [{ kind: 'HorizontalPodAutoscaler', name: 'shop' }],
      demand: { multiplier: 3 },
      durationSeconds: 600,
    },
    ...apps,
  },
  // The one that the packed template has a rule for.
  alarms: { 'news-requests-high': { app: 'shop', holdSeconds: 600, maxSeconds: 3_600 } },
  prescale: HASTE,
});

/** Ends with the test. What the functions warn of is in `warnings`. */
export async function aTrial(form: FunctionForm, cluster: ClusterAccess) {
  const warnings: string[] = [];
  const trial = await Trial.start({
    motoServer: inject('motoServer'),
    template: readTemplate(inject('packedFunctions')),
    modules: form === 'source' ? SOURCES : await unpackFunctions(inject('packedFunctions'), await aFolder()),
    config: configFor(cluster),
    env: { FORESCALE_TRIAL_TOKENS: JSON.stringify({ live: cluster.token }) },
    onWarning: (line) => warnings.push(line),
  });
  onTestFinished(() => trial[Symbol.asyncDispose]());
  return { trial, warnings };
}
