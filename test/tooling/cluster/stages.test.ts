import { expect, test } from 'vitest';
import { z } from 'zod';
import { buildStages, exactly, QUICK } from '../../cluster/support/stages.ts';

const stageSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    resourceRef: z.object({ kind: z.string() }),
    delay: z.record(z.string(), z.unknown()),
    next: z.object({ statusTemplate: z.string().optional(), delete: z.boolean().optional() }),
  }),
});

function stageNamed(name: string) {
  const pace = {
    nodeBoot: { leastMillis: 60_000, mostMillis: 120_000 },
    podReady: { leastMillis: 20_000, mostMillis: 40_000 },
    podStop: exactly(250),
    jobRun: exactly(0),
  };
  const stages = z.array(stageSchema).parse(buildStages(pace));
  const found = stages.find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`expected a stage ${name}`);
  return found.spec;
}

test('a pod becomes Ready after a delay between the two lengths', () => {
  const { resourceRef, delay } = stageNamed('pod-ready');

  expect(resourceRef.kind).toBe('Pod');
  expect(delay).toEqual({ durationMilliseconds: 20_000, jitterDurationMilliseconds: 40_000 });
});

test('a boot is counted from the making of the node, whatever touches it meanwhile', () => {
  expect(stageNamed('node-ready').delay).toEqual({
    durationMilliseconds: 0,
    durationFrom: { jq: { expression: '.metadata.creationTimestamp | fromdate + 60 | todate' } },
    jitterDurationFrom: { jq: { expression: '.metadata.creationTimestamp | fromdate + 120 | todate' } },
  });
});

test('a deleted pod goes, with nothing written before', () => {
  const { delay, next } = stageNamed('pod-gone');

  expect(delay).toEqual({ durationMilliseconds: 250, jitterDurationMilliseconds: 250 });
  expect(next).toEqual({ delete: true });
});

test('each stage is named once', () => {
  const names = z
    .array(stageSchema)
    .parse(buildStages(QUICK))
    .map(({ metadata }) => metadata.name);

  expect(new Set(names).size).toBe(names.length);
});
