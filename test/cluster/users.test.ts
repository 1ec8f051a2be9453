import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { connect, type KubeApi } from './support/kube-api.ts';
import { aKubectl } from './support/kubectl.ts';

const PODS = '/api/v1/namespaces/default/pods';

let plane: ControlPlane;
beforeAll(async () => {
  plane = await startControlPlane();
  await plane.kubectl.run('create', 'serviceaccount', 'reader');
  await plane.kubectl.run('create', 'role', 'reads-pods', '--verb=list', '--resource=pods');
  await plane.kubectl.run(
    'create',
    'rolebinding',
    'reads',
    '--role=reads-pods',
    '--serviceaccount=default:reader',
  );
  return () => plane.stop();
});

/** As the user of a kubeconfig with a token. */
function connectBy(path: string): KubeApi {
  const config = new KubeConfig();
  config.loadFromString(readFileSync(path, 'utf8'));
  const authority = Buffer.from(config.getCurrentCluster()?.caData ?? '', 'base64').toString();
  return connect({ server: plane.server, authority, proof: { token: config.getCurrentUser()?.token ?? '' } });
}

test('an account does what its role grants and no more, and both are in the audit', async () => {
  const api = connectBy(await plane.tokenFor('default', 'reader'));
  await api.list(PODS);
  await expect(api.remove(`${PODS}/any`)).rejects.toMatchObject({ status: 403 });
  api.close();
  const calls = plane.audit().filter(({ user }) => user.username === 'system:serviceaccount:default:reader');

  expect(calls.map(({ verb, responseStatus }) => [verb, responseStatus?.code])).toEqual([
    ['list', 200],
    ['delete', 403],
  ]);
});

test('a certificate makes a user and their groups', async () => {
  const kubeconfig = await plane.certify({ name: 'ada', groups: ['dev', 'ops'] });
  const review = await aKubectl(plane.assets, kubeconfig).json('auth', 'whoami');

  expect(review).toMatchObject({
    status: { userInfo: { username: 'ada', groups: ['dev', 'ops', 'system:authenticated'] } },
  });
});

test('etcd killed and started again has lost nothing that was written', async () => {
  await plane.kubectl.run('create', 'configmap', 'kept', '--from-literal=a=b');
  await plane.parts.etcd.kill();
  await plane.parts.etcd.start();

  expect(await plane.kubectl.json('get', 'configmap', 'kept')).toMatchObject({ data: { a: 'b' } });
});
