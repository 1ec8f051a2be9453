/** The command line as people on call use it: against a real API server, under rights of their own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restoreDocument } from '../../src/cli/cluster/restore-document.ts';
import { statusDocument } from '../../src/cli/cluster/standing.ts';
import { appliedDocument, surgesDocument } from '../../src/cli/cluster/surge-document.ts';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { type Forescale, installForescale, startForescale } from './support/forescale.ts';
import { waitFor } from './support/wait.ts';
import { aDeployment, anHpa } from './support/workloads.ts';

const CLI = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url));
const HPA = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/web';
const WORKER = '/apis/apps/v1/namespaces/default/deployments/worker';

const FILE = `apiVersion: forescale.dev/v1alpha1
kind: Surge
metadata: {name: push}
spec:
  start: ${new Date(Date.now() + 3_600_000).toISOString()}
  durationSeconds: 1200
  leadSeconds: 3600
  targets:
    - {kind: HorizontalPodAutoscaler, name: web}
    - {kind: Deployment, name: worker}
  demand: {replicas: 9}
---
apiVersion: forescale.dev/v1alpha1
kind: SurgeSchedule
metadata: {name: evenings}
spec:
  cron: '0 20 * * *'
  zone: Europe/Berlin
  durationSeconds: 1800
  suspend: true
  surge: {targets: [{kind: HorizontalPodAutoscaler, name: web}], demand: {multiplier: 2}}
`;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let plane: ControlPlane;
let controller: Forescale;
beforeAll(async () => {
  plane = await startControlPlane();
  await plane.addNodes(2);
  await installForescale(plane);
  await plane.kubectl.apply([
    aDeployment('web', { replicas: 2 }),
    anHpa('web', { min: 2, max: 20 }),
    aDeployment('worker', { replicas: 1 }),
  ]);
  controller = await startForescale(plane, { settings: { 'prescale.lowering.everySeconds': 2 } });
});
afterAll(() => plane.stop());

/** As the admin, unless `--kubeconfig` says otherwise. */
function forescale(line: readonly string[], input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...line], {
    env: { ...process.env, KUBECONFIG: plane.kubeconfig, USER: 'ada' },
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: String(Buffer.concat(out)), stderr: String(Buffer.concat(err)) }),
    );
  });
}

const say = (text: string) => text.split(' ');
const read = async (line: string) =>
  JSON.parse((await forescale([...say(line), '--json'])).stdout) as unknown;
const standing = async () => statusDocument.parse(await read('status')).targets;
const floors = async () => {
  const hpa = await plane.api.get<V2HorizontalPodAutoscaler>(HPA);
  const worker = await plane.api.get<V1Deployment>(WORKER);
  return [hpa.spec.minReplicas, worker.spec?.replicas];
};
/** All that an owner can see of what was done to a target. */
const traces = async () => {
  const found = [
    await plane.api.get<V2HorizontalPodAutoscaler>(HPA),
    await plane.api.get<V1Deployment>(WORKER),
  ];
  return found.map(({ spec, metadata }) => ({
    spec: { ...spec },
    annotations: Object.keys(metadata?.annotations ?? {}).filter((key) => key.startsWith('forescale')),
  }));
};

describe('a surge of a file', () => {
  let before: Awaited<ReturnType<typeof traces>>;

  test('is checked by the server in a dry run, and stored from a pipe', async () => {
    before = await traces();
    const dry = await forescale(say('surge apply -f - --dry-run --json'), FILE);
    expect(appliedDocument.parse(JSON.parse(dry.stdout))).toMatchObject({ dryRun: true });
    expect(surgesDocument.parse(await read('surge list')).surges).toEqual([]);
    expect(await forescale(say('surge apply -f -'), FILE)).toEqual({
      code: 0,
      stdout: 'surge/push in default created\nsurgeschedule/evenings in default created\n',
      stderr: '',
    });
    const again = await forescale(say('surge apply -f - --json'), FILE);
    expect(appliedDocument.parse(JSON.parse(again.stdout)).results).toMatchObject([
      { kind: 'Surge', outcome: 'unchanged' },
      { kind: 'SurgeSchedule', outcome: 'unchanged' },
    ]);
  });

  test('is raised, and status, list and get say so', async () => {
    await waitFor('both to be raised and warm', async () => {
      const targets = await standing();
      return targets.length === 2 && targets.every(({ state }) => state === 'Warm');
    });
    expect(await floors()).toEqual([9, 9]);
    expect(await standing()).toMatchObject([
      { kind: 'Deployment', name: 'worker', floor: 9, baseline: 1, readyReplicas: 9 },
      { kind: 'HorizontalPodAutoscaler', name: 'web', floor: 9, baseline: 2, surges: ['default/push'] },
    ]);
    expect((await forescale(say('surge list'))).stdout).toMatch(/^default +push +Warm .* 9 replicas +2 /m);
    const shown = await forescale(say('surge get push'));
    expect(shown.stdout).toMatch(/^ {2}Deployment\/worker +Warm /m);
    expect(surgesDocument.parse(await read('surge get push')).surges).toMatchObject([{ phase: 'Warm' }]);
    expect(await plane.kubectl.run('get', 'surges')).toMatch(/^NAME +PHASE +START +END +SECONDS +AGE\n/);
  });

  test('without --yes restore shows the plan, and changes nothing', async () => {
    const plan = await forescale(say('restore --all'));
    expect(plan).toMatchObject({ code: 4, stderr: 'nothing was changed: add --yes to hand these back\n' });
    expect(plan.stdout).toMatch(/^default +HorizontalPodAutoscaler\/web +9 +2 +planned$/m);
    expect(plan.stdout).toMatch(/^default +Deployment\/worker +9 +1 +planned$/m);
    expect(await floors()).toEqual([9, 9]);
  });

  test('with the controller stopped restore puts every target back exactly, at once', async () => {
    await controller.stop();
    const { code, stdout } = await forescale(say('restore --all --yes --at-once --json'));
    expect(code).toBe(0);
    expect(restoreDocument.parse(JSON.parse(stdout)).targets).toMatchObject([
      { outcome: 'restored' },
      { outcome: 'restored' },
    ]);
    expect(await traces()).toEqual(before);
    expect(await standing()).toEqual([]);
  });

  test('called off while nobody works, it stays down when the controller is back', async () => {
    const { code, stdout } = await forescale(say('surge cancel push'));
    expect([code, stdout]).toEqual([0, 'surge/push in default cancelled\n']);
    await controller.start();
    await waitFor('the surge to be over', async () =>
      surgesDocument.parse(await read('surge get push')).surges.some(({ phase }) => phase === 'Ended'),
    );
    expect(await traces()).toEqual(before);
  });
});

test('an override is raised within seconds, is not called late, and cancel hands back', async () => {
  const line = say('surge apply now --target hpa/web --replicas 6 --for 15m --reason drill');
  expect(await forescale(line)).toMatchObject({ code: 0, stdout: 'surge/now in default created\n' });
  await waitFor('the floor', async () => (await floors())[0] === 6);
  // Said in the pass that sees the floor stand, which is the next one.
  const metrics = async () => (await fetch(`${controller.url}/metrics`)).text();
  const onTime = /^forescale_raise_lateness_seconds_bucket\{le="10"\} 1$/m;
  await waitFor('a floor that is not late', async () => onTime.test(await metrics()));
  expect(await forescale(say('surge cancel now'))).toMatchObject({ code: 0 });
  await waitFor('the baseline', async () => (await floors())[0] === 2, { seconds: 120 });
  expect((await forescale(say('status'))).stdout).toBe('nothing stands raised\n');
});

describe('what cannot be done is one sentence that names the server', () => {
  const sentence = (line: string) => line.trimEnd().split('\n');

  test('a right that is missing: what is forbidden, and to whom', async () => {
    const kubeconfig = await plane.certify({ name: 'owner', groups: ['shop'] });
    const tries = [
      'surge list',
      'surge apply x --target hpa/web --rps 9 --for 5m --reason drill',
      'surge cancel push',
      'status',
      'restore --all --yes',
    ];
    for (const line of tries) {
      const { code, stdout, stderr } = await forescale([...say(line), `--kubeconfig=${kubeconfig}`]);
      expect([line, code, stdout, sentence(stderr).length]).toEqual([line, 3, '', 1]);
      expect(stderr).toContain(`${plane.server}: `);
      expect(stderr).toMatch(/forbidden: User "owner" cannot (list|get) resource/);
    }
  });

  test('the rights of one namespace are enough to work in it', async () => {
    const kubeconfig = await plane.certify({ name: 'on-call' });
    await plane.kubectl.run('create', 'role', 'on-call', '--verb=*', '--resource=*.*');
    await plane.kubectl.run('create', 'rolebinding', 'on-call', '--role=on-call', '--user=on-call');
    for (const line of ['surge list', 'status', 'restore --all -n default']) {
      const { code, stderr } = await forescale([...say(line), `--kubeconfig=${kubeconfig}`]);
      expect([line, code, stderr]).toEqual([line, 0, '']);
    }
  });

  test('a namespace that is not there', async () => {
    const { code, stderr } = await forescale(say('surge apply -f - -n nowhere'), FILE);
    expect([code, sentence(stderr).length]).toEqual([3, 1]);
    expect(stderr).toContain(`${plane.server}: `);
    expect(stderr).toContain('namespaces "nowhere" not found');
  });

  test('a server that cannot be reached', async () => {
    await plane.parts.apiServer.kill();
    for (const line of ['surge list', 'surge get push', 'status', 'restore --all']) {
      const { code, stdout, stderr } = await forescale(say(line));
      expect([line, code, stdout, sentence(stderr).length]).toEqual([line, 3, '', 1]);
      expect(stderr).toMatch(new RegExp(`^${plane.server}: .*connection refused\n$`));
    }
    await plane.parts.apiServer.start();
  });
});
