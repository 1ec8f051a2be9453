/** Our record on an Auto Scaling group, as the value of a tag: 256 characters at most, and none that other AWS tools mistake. */
import type { GroupRecord, GroupRecordReading } from '../core/model/node-group.ts';
import { formatInstant, parseInstant } from '../core/model/time.ts';

export const GROUP_TAG = 'forescale.dev/record';

export const formatGroupTag = ({ cluster, owner, wrote, was, at }: GroupRecord): string =>
  [
    `cluster=${cluster}`,
    `owner=${owner}`,
    `wrote=${wrote}`,
    ...(was.length === 0 ? [] : [`was=${was.join(':')}`]),
    `at=${formatInstant(at)}`,
  ].join(' ');

const TAG = /^cluster=(\S+) owner=(\d+) wrote=(\d+)(?: was=(\d+(?::\d+)*))? at=(\S+)$/;

/** Undefined = there is no such tag. */
export function readGroupTag(text: string | undefined): GroupRecordReading {
  if (text === undefined) return { kind: 'none' };
  const [, cluster, owner, wrote, was, said] = TAG.exec(text) ?? [];
  const at = parseInstant(said ?? '');
  if (cluster === undefined || at === undefined) return { kind: 'torn', text };
  const inFlight = was === undefined ? [] : was.split(':').map(Number);
  return {
    kind: 'record',
    record: { cluster, owner: Number(owner), wrote: Number(wrote), was: inFlight, at },
  };
}

/** What the tag said for it to be read like this; undefined = there was none. */
export function groupTagOf(reading: GroupRecordReading): string | undefined {
  switch (reading.kind) {
    case 'none':
      return undefined;
    case 'record':
      return formatGroupTag(reading.record);
    case 'torn':
      return reading.text;
  }
}
