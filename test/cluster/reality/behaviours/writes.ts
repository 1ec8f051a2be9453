/** Writes that meet somebody else's: versions, identities, field managers. */
import { textAt, valueAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour } from '../behaviour.ts';
import { wordClaims } from '../field-claims.ts';
import { get, hpaBody, outcome, patch, pathOf, post } from '../requests.ts';
import type { World } from '../world.ts';

const versionAt = async (world: World, path: string): Promise<string> =>
  textAt((await get(world, path)).body, 'metadata.resourceVersion');

const conflict: Behaviour = {
  name: 'a write on a version that is past',
  observe: async (world) => {
    const { body } = await post(world, pathOf(world, 'hpas'), hpaBody('app', { minReplicas: 2 }));
    const path = pathOf(world, 'hpas', 'app');
    await patch(world, path, { spec: { minReplicas: 3 } });
    const resourceVersion = textAt(body, 'metadata.resourceVersion');
    const stale = await patch(world, path, { metadata: { resourceVersion }, spec: { minReplicas: 4 } });
    const current = await versionAt(world, path);
    const metadata = { resourceVersion: current };
    return [
      { what: 'merge patch', value: outcome(stale) },
      { what: 'PUT', value: outcome(await world.ask({ method: 'PUT', path, body: body as object })) },
      {
        what: 'merge patch on the current version',
        value: outcome(await patch(world, path, { metadata, spec: { minReplicas: 4 } })),
      },
      { what: 'minReplicas then', value: textAt((await get(world, path)).body, 'spec.minReplicas') },
    ];
  },
};

const identity: Behaviour = {
  name: 'an object of another identity',
  observe: async (world) => {
    const all = pathOf(world, 'hpas');
    const path = pathOf(world, 'hpas', 'app');
    await post(world, all, hpaBody('app', {}));
    const uid = '00000000-0000-4000-8000-000000000000';
    const again = await post(world, all, hpaBody('app', {}));
    const { body: before } = await get(world, path);
    const other = { ...hpaBody('app', {}), metadata: { name: 'app', uid } };
    const metadata = { ...(valueAt(before, 'metadata') as object), uid };
    const put = await world.ask({ method: 'PUT', path, body: { ...(before as object), metadata } });
    const applied = await patch(world, path, other, {
      patch: 'apply',
      query: { fieldManager: 'gitops', force: 'true' },
    });
    const removal = await world.ask({ method: 'DELETE', path, body: { preconditions: { uid } } });
    return [
      { what: 'create what is there', value: outcome(again) },
      { what: 'PUT with another uid', value: outcome(put) },
      { what: 'server-side apply with another uid', value: outcome(applied) },
      {
        what: 'merge patch with another uid',
        value: outcome(await patch(world, path, { metadata: { uid } })),
      },
      { what: 'delete with another uid', value: outcome(removal) },
      {
        what: 'patch what is not there',
        value: outcome(await patch(world, pathOf(world, 'hpas', 'none'), {})),
      },
    ];
  },
};

const nothing: Behaviour = {
  name: 'a write that changes nothing',
  observe: async (world) => {
    await post(world, pathOf(world, 'hpas'), hpaBody('app', { minReplicas: 2 }));
    const path = pathOf(world, 'hpas', 'app');
    const query = { fieldManager: 'forescale' };
    await patch(world, path, { spec: { minReplicas: 3 } }, { query });
    const before = await versionAt(world, path);
    const answer = await patch(world, path, { spec: { minReplicas: 3 } }, { query });
    const isSame = (await versionAt(world, path)) === before;
    return [
      { what: 'answer', value: outcome(answer) },
      { what: 'resourceVersion', value: isSame ? 'stays' : 'goes on' },
    ];
  },
};

const managers: Behaviour = {
  name: 'field managers',
  observe: async (world) => {
    const all = pathOf(world, 'hpas');
    const path = pathOf(world, 'hpas', 'app');
    const asOwner = { method: 'POST', path: all, query: { fieldManager: 'owner' } } as const;
    await world.ask({ ...asOwner, body: hpaBody('app', { minReplicas: 2 }) });
    const asForescale = { query: { fieldManager: 'forescale' } };
    const raised = { metadata: { annotations: { note: 'raised' } }, spec: { minReplicas: 5 } };
    await patch(world, path, raised, asForescale);
    const shared = wordClaims((await get(world, path)).body);
    const apply = { patch: 'apply', query: { fieldManager: 'gitops' } } as const;
    const refused = await patch(world, path, hpaBody('app', { minReplicas: 2 }), apply);
    const forced = { ...apply, query: { ...apply.query, force: 'true' } };
    await patch(world, path, hpaBody('app', { minReplicas: 2 }), forced);
    return [
      { what: 'after a patch of min and an annotation', value: shared },
      { what: 'server-side apply of another min', value: outcome(refused) },
      {
        what: 'whom the refusal names',
        value: /"(forescale)"/.exec(textAt(refused.body, 'message'))?.[1] ?? 'nobody',
      },
      { what: 'after it was forced', value: wordClaims((await get(world, path)).body) },
    ];
  },
};

export const WRITES: readonly Behaviour[] = [conflict, identity, nothing, managers];
