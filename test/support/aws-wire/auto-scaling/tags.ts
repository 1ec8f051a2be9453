/** Tags of groups, as Auto Scaling takes them: each names its group. */
import * as z from 'zod';
import { read } from '../parameters.ts';
import type { Parameters } from '../wire-call.ts';
import { validationError } from '../wire-error.ts';
import type { NodeGroup } from './node-group.ts';

const TAG = z.strictObject({
  ResourceId: z.string(),
  ResourceType: z.literal('auto-scaling-group'),
  Key: z.string().min(1).max(128),
  Value: z.string().max(256).default(''),
  PropagateAtLaunch: z.stringbool().default(false),
});
const TAGS = z.strictObject({ Tags: z.array(TAG).min(1) });

type FindGroup = (name: string) => NodeGroup;

/** Of a call with one bad tag none is written. */
export function putTags(parameters: Parameters, find: FindGroup): undefined {
  const { Tags } = read(TAGS, parameters);
  for (const { ResourceId, Key } of Tags) {
    find(ResourceId);
    if (Key.startsWith('aws:')) throw validationError(`${Key}: keys that begin with aws: are reserved`);
  }
  for (const { ResourceId, Key, Value, PropagateAtLaunch } of Tags)
    find(ResourceId).tags.set(Key, { value: Value, propagate: PropagateAtLaunch });
}

/** A value that is given must be the one that is there; what is not there is no fault. */
export function deleteTags(parameters: Parameters, find: FindGroup): undefined {
  const { Tags } = read(TAGS, parameters);
  for (const { ResourceId } of Tags) find(ResourceId);
  for (const { ResourceId, Key, Value } of Tags) {
    const { tags } = find(ResourceId);
    if (Value === '' || tags.get(Key)?.value === Value) tags.delete(Key);
  }
}
