/**
 * `npm run demo:aws`: a push goes from the bus to the floor and the answer back, on this machine. EventBridge and SQS are moto's,
 * made from the template that `npm run package` writes; the functions are the packed ones; the cluster is that of `forescale dev`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listSurges, readStanding } from '../../../scripts/aws-trial/cluster-view.ts';
import { type DevProcess, startDev } from '../../../scripts/aws-trial/dev-process.ts';
import type { News } from '../../../scripts/aws-trial/news-queue.ts';
import type { DeployableTemplate } from '../../../scripts/aws-trial/template-deployment.ts';
import { whileTicking } from '../../../scripts/aws-trial/ticking.ts';
import { Trial } from '../../../scripts/aws-trial/trial.ts';
import { unpackFunctions } from '../../../scripts/aws-trial/unpacked.ts';
import { runWell } from '../../../scripts/moto/process.ts';
import { ensureMoto } from '../../../scripts/moto/venv.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SCENARIO = fileURLToPath(new URL('shop.yaml', import.meta.url));
const AT_LONGEST = 100_000;

const begun = performance.now();

function say(text: string): void {
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(`${seconds.padStart(6)} s  ${text}\n`);
}

/** As in production, but for what makes it quick: the shop's pods need seconds, not minutes. */
const configFor = ({ url, certificateAuthority }: DevProcess) => ({
  clusters: [{ name: 'live', region: 'eu-west-1', namespace: 'shop', endpoint: url, certificateAuthority }],
  apps: {
    shop: {
      targets: [{ kind: 'HorizontalPodAutoscaler', name: 'shop' }],
      demand: { multiplier: 6 },
      leadSeconds: 20,
    },
  },
  prescale: {
    dwellSeconds: 3,
    pollSeconds: 1,
    lowering: { share: 0.5, everySeconds: 2 },
    fleet: { podReadySeconds: 5 },
  },
});

async function packFunctions(): Promise<DeployableTemplate> {
  await runWell(process.execPath, [join(ROOT, 'scripts/package.ts')]);
  const file = join(ROOT, '.serverless', 'cloudformation-template-update-stack.json');
  return JSON.parse(await readFile(file, 'utf8')) as DeployableTemplate;
}

/** @param started what has to be ended, in the order in which it began */
async function play(folder: string, started: AsyncDisposable[]): Promise<void> {
  const motoServer = await ensureMoto(say);
  say('packing the functions as for AWS');
  const template = await packFunctions();
  say(`packed: three functions, and a template of ${Object.keys(template.Resources).length} resources`);
  const modules = await unpackFunctions(ROOT, folder);
  const cluster = await startDev(SCENARIO, folder);
  started.push(cluster);
  say(`the cluster is up at ${cluster.url}`);
  const env = { FORESCALE_TRIAL_TOKENS: JSON.stringify({ live: cluster.token }) };
  const config = configFor(cluster);
  const trial = await Trial.start({ motoServer, template, modules, config, env, onWarning: say });
  started.push(trial);
  say(`EventBridge and SQS are up at ${trial.moto.url}: bus ${trial.bus}, its rules and four queues`);
  await announcePush(trial);
  const surges = await listSurges(cluster, 'shop');
  if (surges.length !== 1) throw new Error(`expected one surge in the cluster, got ${surges.length}`);
  say(`the cluster has the surge ${surges.join()}`);
  await whileTicking(trial, () => follow(trial, cluster));
}

async function announcePush(trial: Trial): Promise<void> {
  const start = new Date(Date.now() + 25_000).toISOString();
  const detail = { schema: 1, eventId: 'evening-push', version: 1, app: 'shop', start, durationSeconds: 15 };
  await trial.put({
    Source: 'com.example.push',
    DetailType: 'push.scheduled',
    Detail: JSON.stringify(detail),
  });
  say(`the push system puts push.scheduled on the bus: six times the load from ${start} on`);
  const { taken, failed } = await trial.handOver('push', 5);
  say(`push-event took ${taken} of the queue and gave ${failed} back`);
}

/** Until the surge has ended, as the bus tells. */
async function follow(trial: Trial, cluster: DevProcess): Promise<void> {
  const stop = AbortSignal.timeout(AT_LONGEST);
  const told = new Set<string>();
  let standing = '';
  while (!told.has('surge.ended')) {
    stop.throwIfAborted();
    await pause(1_000);
    standing = await sayStanding(cluster, standing);
    for (const { 'detail-type': type, detail } of await trial.news.take()) {
      say(`on the bus: ${type} ${JSON.stringify(keyFacts(detail))}`);
      told.add(type);
    }
  }
  if (!told.has('surge.ready')) throw new Error('surge.ready never came');
}

/** Of a piece of news, what a sender of pushes looks at first. */
const KEY_FACTS = ['eventId', 'replicas', 'eta', 'warmAt', 'percentWarm', 'outcome', 'actual'] as const;
const keyFacts = (detail: News['detail']): object =>
  Object.fromEntries(KEY_FACTS.map((fact) => [fact, detail[fact]]));

/** Says it when it is not what it was. */
async function sayStanding(cluster: DevProcess, before: string): Promise<string> {
  const { minReplicas, maxReplicas, replicas } = await readStanding(cluster, 'shop', 'shop');
  const standing = `floor ${minReplicas}, at most ${maxReplicas}, ${replicas} pods`;
  if (standing !== before) say(`the HPA of the shop: ${standing}`);
  return standing;
}

const folder = await mkdtemp(join(tmpdir(), 'forescale-demo-aws-'));
const parts: AsyncDisposable[] = [];
try {
  await play(folder, parts);
  say('done: the push came on the bus, the answer went back on it, and the shop is as its owner wants it');
} catch (error) {
  say(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  for (const part of parts.toReversed()) await part[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}
