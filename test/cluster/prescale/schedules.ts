/** Schedules as a person writes them, and what they say of themselves. */
import type { ControlPlane } from '../support/control-plane.ts';
import { NAMESPACE } from '../support/scene.ts';

export interface ScheduleWords {
  readonly targets: readonly string[];
  readonly replicas: number;
  readonly zone?: string;
  readonly suspend?: boolean;
}

/** Every minute, a minute ahead: there is always one that is on. */
export function aSchedule(name: string, words: ScheduleWords): object {
  const { targets, replicas, zone = 'Europe/Berlin', suspend = false } = words;
  return {
    apiVersion: 'forescale.dev/v1alpha1',
    kind: 'SurgeSchedule',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      cron: '* * * * *',
      zone,
      durationSeconds: 30,
      suspend,
      surge: {
        targets: targets.map((target) => ({ kind: 'HorizontalPodAutoscaler', name: target })),
        demand: { replicas },
        leadSeconds: 60,
      },
    },
  };
}

interface ScheduleObject {
  readonly status?: {
    readonly nextStart?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
  };
}

/** As kubectl says it. */
export const readSchedule = ({ kubectl }: ControlPlane, name: string): Promise<ScheduleObject> =>
  kubectl.json<ScheduleObject>('get', 'surgeschedule', name, `--namespace=${NAMESPACE}`);
