/** Which events come by which queue: a rule of the bus that is wrong must show, and not be put right in silence. */

const DETAIL_TYPES = {
  push: ['push.scheduled', 'push.changed', 'push.sending', 'push.cancelled'],
  spike: ['spike.detected', 'CloudWatch Alarm State Change'],
} as const;

export type EventQueue = keyof typeof DETAIL_TYPES;

/** Why a message is on the wrong queue; undefined when it is not, or when it cannot be said: its schema tells then. */
export function explainWrongQueue(body: string, queue: EventQueue): string | undefined {
  const type = detailTypeOf(body);
  const other = queue === 'push' ? 'spike' : 'push';
  if (!DETAIL_TYPES[other].some((known) => known === type)) return undefined;
  return `detail-type: expected ${DETAIL_TYPES[queue].join(', ')} on the queue of ${queue}-event, got "${String(type)}"`;
}

function detailTypeOf(body: string): unknown {
  try {
    const envelope: unknown = JSON.parse(body);
    return typeof envelope === 'object' && envelope !== null && 'detail-type' in envelope
      ? envelope['detail-type']
      : undefined;
  } catch {
    return undefined;
  }
}
