import { expect, test } from 'vitest';
import { namespaceOfPod, serverOfPod, serviceAccount } from '../../../src/adapters/kubernetes/in-cluster.ts';
import { aFolder } from '../../support/a-folder.ts';

test.each([
  ['10.0.0.1', '443', 'https://10.0.0.1/'],
  ['fd00::1', '6443', 'https://[fd00::1]:6443/'],
  ['kubernetes.default', '443', 'https://kubernetes.default/'],
])('the server of host %s and port %s is %s', (host, port, url) => {
  expect(serverOfPod({ host, port, folder: '/' }).href).toBe(url);
});

test('a host and a port that are none are named', () => {
  expect(() => serverOfPod({ host: 'a b', port: 'x', folder: '/' })).toThrow('got "a b" and "x"');
});

test('token and authority are read anew each time', async () => {
  const { folder, write } = await aFolder({ token: 'one\n', 'ca.crt': 'authority' });
  const source = serviceAccount({ host: '', port: '', folder });
  expect(await source.read()).toEqual({
    headers: { authorization: 'Bearer one' },
    tls: { ca: Buffer.from('authority') },
  });
  await write('token', 'two');
  expect((await source.read()).headers).toEqual({ authorization: 'Bearer two' });
});

test('the namespace is that of the pod, or default', async () => {
  const { folder, write } = await aFolder();
  const place = { host: '', port: '', folder };
  expect(await namespaceOfPod(place)).toBe('default');
  await write('namespace', 'forescale\n');
  expect(await namespaceOfPod(place)).toBe('forescale');
});
