/** Objects as rows for people: the form of `kubectl get`. */
import type { KubeObject } from '../api/objects.ts';
import type { Column } from './column.ts';
import { columnsOf } from './columns.ts';
import type { ListMeta, Rendering } from './rendering.ts';

/** As upstream says it, word by word: kubectl shows it in `get -o wide --show-kind`. */
const DESCRIPTION = 'see the documentation of the field';

export function tableOf(
  objects: readonly KubeObject[],
  meta: ListMeta,
  { type, now, include }: Omit<Rendering, 'form'>,
): object {
  const columns = columnsOf(type.kind);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: meta,
    columnDefinitions: columns.map(definitionOf),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, now)),
      object: rowObject(object, include),
    })),
  };
}

const definitionOf = ({ name, type = 'string', wide = false }: Column): object => ({
  name,
  type,
  format: name === 'Name' ? 'name' : '',
  description: DESCRIPTION,
  priority: wide ? 1 : 0,
});

function rowObject(object: KubeObject, include = 'Metadata'): unknown {
  if (include === 'None') return undefined;
  if (include === 'Object') return object;
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
}
