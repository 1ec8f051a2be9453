import { describe, expect, test } from 'vitest';
import { loadKubeconfig } from '../../../src/adapters/kubernetes/kubeconfig.ts';
import { Misconfigured } from '../../../src/ports/faults.ts';
import { aFolder } from '../../support/a-folder.ts';
import { aKubeconfig, base64 } from '../../support/a-kubeconfig.ts';

describe('a good file', () => {
  test('gives the current context, or the one asked for', async () => {
    const { at } = await aFolder({
      config: aKubeconfig({ context: { namespace: 'front' } }),
      other: aKubeconfig({ name: 'other', server: 'https://other/k8s/' }),
    });
    const files = [at('config'), at('other')];
    expect(await loadKubeconfig({ files })).toMatchObject({
      context: 'shop',
      namespace: 'front',
      server: new URL('https://127.0.0.1:6443'),
    });
    expect(await loadKubeconfig({ files, context: 'other' })).toMatchObject({
      context: 'other',
      namespace: 'default',
      server: new URL('https://other/k8s'),
    });
  });

  test('of several: what the first says counts, and missing ones are passed over', async () => {
    const { at } = await aFolder({
      first: aKubeconfig({ server: 'https://first', current: undefined }),
      second: aKubeconfig({ server: 'https://second' }),
    });
    const files = ['missing', 'first', 'second'].map(at);
    expect((await loadKubeconfig({ files })).server.host).toBe('first');
  });
});

const wrong: Record<string, { text: string | undefined; context?: string; says: string }> = {
  'a missing file': {
    text: undefined,
    says: '--kubeconfig: expected a kubeconfig, got "FILE": no such file',
  },
  'an empty file': {
    text: '',
    says: '--kubeconfig: expected a kubeconfig, got "FILE": expected a document, but the input is empty',
  },
  'a file with something else': {
    text: 'null',
    says: '--kubeconfig: expected a kubeconfig, got "FILE": it holds something else',
  },
  'text that is no YAML': {
    text: 'a: [',
    says: '--kubeconfig: expected a kubeconfig, got "FILE": ',
  },
  'a cluster without a server': {
    text: 'clusters: [{name: a, cluster: {x: 1}}]',
    says: '--kubeconfig: expected a kubeconfig, got "FILE": clusters[0].cluster.server is missing',
  },
  'no current context': {
    text: aKubeconfig({ current: undefined }),
    says: 'FILE: current-context: expected one of shop, got nothing',
  },
  'an unknown context': {
    text: aKubeconfig(),
    context: 'prod',
    says: 'FILE: --context: expected one of shop, got "prod"',
  },
  'a context without its cluster': {
    text: aKubeconfig({ context: { cluster: 'gone' } }),
    says: 'FILE: context "shop": cluster: expected one of shop, got "gone"',
  },
  'a context without its user': {
    text: aKubeconfig({ context: { user: 'ann' } }),
    says: 'FILE: context "shop": user: expected one of shop, got "ann"',
  },
  'a server that is no URL': {
    text: aKubeconfig({ server: 'kube.example.com:6443' }),
    says: 'FILE: context "shop": cluster "shop": server: expected an http or https URL, got "kube.example.com:6443"',
  },
  'an authority that is no certificate': {
    text: aKubeconfig({ cluster: { 'certificate-authority-data': 'bm9uZQ==' } }),
    says: 'FILE: context "shop": cluster "shop": certificate-authority-data: expected a PEM document in base64, got 8 other characters',
  },
  'a key that is none': {
    text: aKubeconfig({ user: { 'client-key-data': 'c2VjcmV0' } }),
    says: 'FILE: context "shop": user "shop": client-key-data: expected a PEM document in base64, got 8 other characters',
  },
  'a certificate without its key': {
    text: aKubeconfig({ user: { 'client-certificate-data': base64('-----BEGIN CERTIFICATE-----') } }),
    says: 'FILE: context "shop": user "shop": client-key: expected one beside the other, got nothing',
  },
  'a plugin without a command': {
    text: aKubeconfig({ user: { exec: { apiVersion: 'v1' } } }),
    says: 'FILE: context "shop": user "shop": exec.command: expected a program, got undefined',
  },
};

describe('what is wrong is said with file, context and field', () => {
  test.each(Object.entries(wrong))('%s', async (_, { text, context, says }) => {
    const { at } = await aFolder(text === undefined ? {} : { config: text });
    const loading = loadKubeconfig({ field: '--kubeconfig', files: [at('config')], context });
    await expect(loading).rejects.toThrow(Misconfigured);
    await expect(loading).rejects.toThrow(says.replace('FILE', at('config')));
  });

  test('and a value that may be secret is not', async () => {
    const { at } = await aFolder({ config: aKubeconfig({ user: { 'client-key-data': 'c2VjcmV0' } }) });
    await expect(loadKubeconfig({ files: [at('config')] })).rejects.not.toThrow('c2VjcmV0');
  });

  test('all files missing', async () => {
    const { at } = await aFolder();
    await expect(loadKubeconfig({ field: 'KUBECONFIG', files: [at('a'), at('b')] })).rejects.toThrow(
      `KUBECONFIG: expected a kubeconfig, got "${at('a')}", "${at('b')}": no such file`,
    );
  });
});
