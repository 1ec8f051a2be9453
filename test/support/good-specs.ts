/** Specs of custom resources that everybody takes. */
import { demand, type GoodCase, RISING, schedule, surge, TARGETS } from './resource-cases.ts';

export const GOOD: Readonly<Record<string, GoodCase>> = {
  'no more than is needed': surge({}),
  'an end in place of a length': surge({ durationSeconds: undefined, end: '2026-11-22T17:20:00Z' }),
  'every kind of target, one with a demand of its own': surge({
    targets: [
      ...TARGETS,
      { kind: 'ScaledObject', name: 'app', demand: { replicas: 3 } },
      { kind: 'Deployment', name: 'app' },
      { kind: 'StatefulSet', name: 'app' },
      { kind: 'Rollout', name: 'app.v2' },
    ],
  }),
  'a crowd with a decay of which nothing is said': demand({ rps: 19_000, curve: { decay: {} } }),
  'a crowd by points': demand({ rps: 0.5, curve: { points: RISING } }),
  'an audience': demand({ audience: { recipients: 1_000_000, openRate: 0.1 } }),
  'a ceiling, a lead, nodes, an override': surge({
    ceiling: { raiseTo: 400 },
    leadSeconds: 0,
    nodes: { leadSeconds: 120 },
    override: { owner: 'ann', reason: 'a big match', pin: true },
  }),
  'nothing to scale, once it is cancelled': surge({ targets: [], cancelled: true }),
  'a schedule': schedule({}),
  'a schedule that ends by the clock': schedule({ durationSeconds: undefined, endTime: '23:30' }),
  'a schedule with a season and holidays': schedule({
    notBefore: '2026-11-01T00:00:00Z',
    notAfter: '2026-11-01T00:00:00Z',
    excludeDates: ['2026-12-25', '2028-02-29'],
    suspend: true,
  }),
};
