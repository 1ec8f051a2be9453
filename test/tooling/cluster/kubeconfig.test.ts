import { KubeConfig } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { buildKubeconfig } from '../../cluster/support/kubeconfig.ts';

const PLACE = { server: 'https://127.0.0.1:20443', authority: 'AUTHORITY' };
const decode = (text: string | undefined) => Buffer.from(text ?? '', 'base64').toString();

test('Kubernetes’ own client reads a certificate, its key and the authority out of it', () => {
  const proof = { certificate: 'CERTIFICATE', key: 'KEY' };
  const config = new KubeConfig();
  config.loadFromString(JSON.stringify(buildKubeconfig({ ...PLACE, user: 'ada', proof })));

  expect(config.getCurrentCluster()?.server).toBe(PLACE.server);
  expect(decode(config.getCurrentCluster()?.caData)).toBe('AUTHORITY');
  expect(decode(config.getCurrentUser()?.certData)).toBe('CERTIFICATE');
  expect(decode(config.getCurrentUser()?.keyData)).toBe('KEY');
});

test('a token comes with no certificate, in the namespace of its account', () => {
  const config = new KubeConfig();
  const inputs = { ...PLACE, user: 'robot', proof: { token: 'secret' }, namespace: 'shop' };
  config.loadFromString(JSON.stringify(buildKubeconfig(inputs)));

  expect(config.getCurrentUser()).toMatchObject({ name: 'robot', token: 'secret' });
  expect(config.getCurrentUser()?.certData).toBeUndefined();
  expect(config.getContextObject(config.currentContext)?.namespace).toBe('shop');
});
