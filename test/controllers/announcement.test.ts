import { expect, test } from 'vitest';
import { announce } from '../../src/controllers/announcement.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { EventSubject, Happening } from '../../src/ports/events.ts';
import { aStatus } from '../support/a-surge.ts';
import { AN_HPA } from '../support/a-target.ts';

const says = (surge: string): Plan['actions'][number] => ({
  kind: 'PatchSurgeStatus',
  surge,
  target: AN_HPA,
  status: aStatus(),
});
const SCALES: Plan['actions'][number] = { kind: 'ScaleTarget', target: AN_HPA, from: 2, replicas: 40 };
const RAISED = { code: 'FloorRaised', detail: 'raised to 40' } as const;

function announced(actions: Plan['actions'], reasons: Plan['reasons']) {
  const events: (Happening & { subject: EventSubject })[] = [];
  const record = (subject: EventSubject, happening: Happening) => void events.push({ subject, ...happening });
  announce({ target: AN_HPA, actions, reasons }, { record });
  return events;
}

test('each reason is told of on the target, and once on each surge that the pass spoke of', () => {
  const [a, b] = ['news/push', 'news/spot'];
  const common = { type: 'Normal', reason: 'FloorRaised' };
  expect(announced([says(a), says(a), SCALES, says(b)], [RAISED])).toEqual([
    { ...common, subject: { kind: 'target', ref: AN_HPA }, message: 'raised to 40' },
    {
      ...common,
      subject: { kind: 'surge', surge: a },
      message: 'HorizontalPodAutoscaler/news/app: raised to 40',
    },
    {
      ...common,
      subject: { kind: 'surge', surge: b },
      message: 'HorizontalPodAutoscaler/news/app: raised to 40',
    },
  ]);
});

test('what asks for a person is a warning', () => {
  const [event] = announced([SCALES], [{ code: 'Contended', detail: 'argocd writes too' }]);
  expect(event).toMatchObject({ type: 'Warning', reason: 'Contended' });
});

test('a pass that does nothing tells nobody', () => {
  expect(announced([], [RAISED])).toEqual([]);
});
