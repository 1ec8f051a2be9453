/** Field selectors: `metadata.name=web,spec.nodeName!=node-1`, on the fields that each kind can be selected by. */
import { isRecord } from '../../resources/json.ts';
import type { Kind, KubeObject } from '../api/objects.ts';
import type { Matches } from './label-selector.ts';
import { badRequest } from './refusals.ts';
import type { ResourceType } from './resource-types.ts';

const EVERY_KIND: readonly string[] = ['metadata.name', 'metadata.namespace'];
const OF_KIND: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Event: [
    'involvedObject.apiVersion',
    'involvedObject.fieldPath',
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.resourceVersion',
    'involvedObject.uid',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
};

/** Throws 400 for a field that the kind cannot be selected by. */
export function parseFieldSelector(text: string, { kind }: ResourceType): Matches<KubeObject> {
  const fields = new Set([...EVERY_KIND, ...(OF_KIND[kind] ?? [])]);
  const requirements = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, field = '', sign, value = ''] = /^([^!=]+)(==|=|!=)(.*)$/.exec(part.trim()) ?? [];
      if (sign === undefined)
        throw badRequest(
          `invalid selector: '${text}'; can't understand '${part}', expected field=value or field!=value`,
        );
      if (!fields.has(field)) throw badRequest(`field label not supported: ${field}`);
      const isEqual = (object: KubeObject): boolean => valueAt(object, field) === value;
      return sign === '!=' ? (object: KubeObject) => !isEqual(object) : isEqual;
    });
  return (object) => requirements.every((matches) => matches(object));
}

/** A field that is not there is empty, or false. */
function valueAt(object: KubeObject, field: string): string {
  const value = field.split('.').reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), object);
  if (field === 'spec.unschedulable') return String(value === true);
  return typeof value === 'string' ? value : '';
}
