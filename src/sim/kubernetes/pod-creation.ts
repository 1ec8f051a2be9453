/** A new pod of a Deployment, named as upstream names them: the set's name and five drawn letters. */
import type { Deployment, Pod } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Random } from '../random.ts';

/** No vowels and no digits that look like them: no name spells a word. */
const LETTERS = [...'bcdfghjklmnpqrstvwxz2456789'];
const SUFFIX_LENGTH = 5;

export function createPod(api: ApiServer, owner: Deployment, random: Random, manager: string): Pod {
  const { namespace = '', name, uid } = owner.metadata;
  const { metadata, spec } = owner.spec.template;
  const labels = metadata?.labels === undefined ? {} : { labels: metadata.labels };
  return api.create(
    'Pod',
    {
      apiVersion: 'v1',
      metadata: {
        name: drawName(api, namespace, name, random),
        namespace,
        ...labels,
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true }],
      },
      spec,
      status: { phase: 'Pending', conditions: [] },
    },
    { manager },
  );
}

function drawName(api: ApiServer, namespace: string, prefix: string, random: Random): string {
  for (;;) {
    const suffix = Array.from({ length: SUFFIX_LENGTH }, () => random.pick(LETTERS)).join('');
    const name = `${prefix}-${suffix}`;
    if (api.find('Pod', namespace, name) === undefined) return name;
  }
}
