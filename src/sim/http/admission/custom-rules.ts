/** What a Surge or a SurgeSchedule must be, by the schemas of the code; the words are those that people read elsewhere. */
import type * as z from 'zod';
import { fieldOf } from '../../../core/schema/field-path.ts';
import { checkValue } from '../../../core/schema/finding.ts';
import { isRecord } from '../../../resources/json.ts';
import { surgeSpecSchema } from '../../../resources/surge/spec-schema.ts';
import { surgeScheduleSpecSchema } from '../../../resources/surge-schedule/spec-schema.ts';
import type { RefusalCause } from '../../api/errors.ts';
import type { KubeObject } from '../../api/objects.ts';
import { valueAt } from '../field-values.ts';
import { invalidValue, required } from './pod-rules.ts';

export const findSurgeFaults = ({ spec }: KubeObject): readonly RefusalCause[] =>
  faultsOf(surgeSpecSchema, spec);
export const findScheduleFaults = ({ spec }: KubeObject): readonly RefusalCause[] =>
  faultsOf(surgeScheduleSpecSchema, spec);

function faultsOf(schema: z.ZodType, spec: unknown): readonly RefusalCause[] {
  if (!isRecord(spec)) return [required('spec')];
  const read = checkValue(schema, spec, ['spec']);
  if (read.ok) return [];
  return read.findings.map(({ path, message }) => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${message}`,
    field: fieldOf(path),
  }));
}

/** The embedded autoscaler knows buffers by the workload that they are for. */
export function findBufferFaults(object: KubeObject): readonly RefusalCause[] {
  const replicas = valueAt(object, 'spec.replicas');
  return [
    ...['spec.scalableRef.kind', 'spec.scalableRef.name']
      .filter((path) => typeof valueAt(object, path) !== 'string')
      .map(required),
    ...(typeof replicas === 'number' && Number.isInteger(replicas) && replicas >= 0
      ? []
      : [invalidValue('spec.replicas', replicas ?? null, 'must be a whole number from 0')]),
  ];
}
