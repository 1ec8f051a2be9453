import { describe, expect, test } from 'vitest';
import { type ClusterChoice, connectCluster } from '../../../src/adapters/kubernetes/cluster-connection.ts';
import { Misconfigured } from '../../../src/ports/faults.ts';
import { aFolder } from '../../support/a-folder.ts';
import { aKubeconfig } from '../../support/a-kubeconfig.ts';
import { anInstant } from '../../support/an-instant.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const connect = (choice: ClusterChoice) =>
  connectCluster(choice, new VirtualClock(anInstant('2026-11-22T12:00:00Z')));

const named = (name: string): string => aKubeconfig({ name, server: `https://${name}` });

async function aMachine() {
  const { folder, at } = await aFolder({
    flag: named('flag'),
    one: named('one'),
    two: named('two'),
    '.kube/config': named('home'),
    'account/token': 'a-token\n',
    'account/ca.crt': 'an authority',
    'account/namespace': 'forescale\n',
  });
  const pod = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
  return { folder, at, pod, serviceAccountFolder: at('account') };
}

describe('the cluster is named', () => {
  test('by the flag first, then by KUBECONFIG, by the usual file, and by the pod', async () => {
    const { folder, at, pod, serviceAccountFolder } = await aMachine();
    const all = { ...pod, KUBECONFIG: `${at('one')}:${at('two')}`, HOME: folder };
    const contexts = await Promise.all(
      [
        { kubeconfig: at('flag'), env: all },
        { env: all },
        { env: { ...all, KUBECONFIG: '' } },
        { env: pod, serviceAccountFolder },
      ].map(async (choice) => {
        const { context, server, namespace } = await connect(choice);
        return [context, server.host, namespace];
      }),
    );
    expect(contexts).toEqual([
      ['flag', 'flag', 'default'],
      ['one', 'one', 'default'],
      ['home', 'home', 'default'],
      ['in-cluster', '10.0.0.1', 'forescale'],
    ]);
  });

  test('by --context among those of all files', async () => {
    const { at } = await aMachine();
    const env = { KUBECONFIG: `${at('one')}:${at('two')}` };
    expect((await connect({ env, context: 'two' })).server.host).toBe('two');
  });

  test.each<{ name: string; env: ClusterChoice['env']; context?: string; says: string }>([
    { name: 'nothing', env: {}, says: 'no cluster: expected --kubeconfig, KUBECONFIG, ~/.kube/config or' },
    {
      name: 'a pod without a service account',
      env: { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' },
      says: 'no cluster: expected',
    },
  ])('by $name is refused', async ({ env, says }) => {
    const { at } = await aFolder();
    const connecting = connect({ env: { HOME: at('nobody'), ...env }, serviceAccountFolder: at('none') });
    await expect(connecting).rejects.toThrow(Misconfigured);
    await expect(connecting).rejects.toThrow(says);
  });

  test('by a file that is not there is refused, and says who named it', async () => {
    const { at } = await aFolder();
    const [none] = [at('none')];
    const why = `expected a kubeconfig, got "${none}": no such file`;
    await expect(connect({ env: {}, kubeconfig: none })).rejects.toThrow(`--kubeconfig: ${why}`);
    await expect(connect({ env: { KUBECONFIG: none } })).rejects.toThrow(`KUBECONFIG: ${why}`);
  });

  test('a context within a pod is refused', async () => {
    const { pod, serviceAccountFolder } = await aMachine();
    const env = { ...pod, HOME: '/nowhere' };
    await expect(connect({ env, serviceAccountFolder, context: 'prod' })).rejects.toThrow(
      '--context: expected a kubeconfig beside it, got "prod" within a pod',
    );
  });
});
