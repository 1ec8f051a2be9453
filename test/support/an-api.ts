/** The API server of the embedded cluster alone, and an HPA and a surge to write to. */

import { expect } from 'vitest';
import { type Instant, plus, seconds } from '../../src/core/model/time.ts';
import type { ApiError } from '../../src/sim/api/errors.ts';
import type { HorizontalPodAutoscaler } from '../../src/sim/api/objects.ts';
import { ApiServer, type Draft } from '../../src/sim/api/server.ts';
import { Engine } from '../../src/sim/engine.ts';
import { anInstant } from './an-instant.ts';

export const NOON = anInstant('2026-11-22T12:00:00Z');
export const BY_OWNER = { manager: 'owner' };

export function anApi() {
  const engine = new Engine(NOON);
  const at = (secondsIn: number): Instant => plus(NOON, seconds(secondsIn));
  return { engine, api: new ApiServer(engine), runTo: (count: number) => engine.runUntil(at(count)) };
}

export const hpaDraft = (
  name = 'app',
  spec: Partial<HorizontalPodAutoscaler['spec']> = {},
): Draft<'HorizontalPodAutoscaler'> => ({
  apiVersion: 'autoscaling/v2',
  metadata: { namespace: 'news', name },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: 2,
    maxReplicas: 10,
    ...spec,
  },
});

export const deploymentDraft = (name = 'app', replicas = 2): Draft<'Deployment'> => ({
  apiVersion: 'apps/v1',
  metadata: { namespace: 'news', name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app' }] } },
  },
});

/** Matches a refusal. */
export const refusal = (code: ApiError['code'], reason: string, message: string): Error =>
  expect.objectContaining({
    name: 'ApiError',
    code,
    reason,
    message: expect.stringContaining(message) as string,
  }) as Error;

export const HPA = ['HorizontalPodAutoscaler', 'news', 'app'] as const;

export function anApiWithHpa(): ApiServer {
  const { api } = anApi();
  api.create('HorizontalPodAutoscaler', hpaDraft(), BY_OWNER);
  return api;
}

/** A patch of it. */
export const floor = (minReplicas: number) => ({ spec: { minReplicas } });
