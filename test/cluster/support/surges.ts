/** Surges as a person writes them, and what they say of themselves. */
import type { SurgeCondition } from '../../../src/core/model/surge.ts';
import type { TargetKind } from '../../../src/core/model/target.ts';
import type { ControlPlane } from './control-plane.ts';
import { NAMESPACE, PATHS } from './scene.ts';
import { waitFor } from './wait.ts';

export interface SurgeWords {
  readonly targets: readonly string[];
  readonly kind?: TargetKind;
  readonly replicas: number;
  readonly startsInSeconds?: number;
  readonly lastsSeconds: number;
  /** None: capped at the maximum. */
  readonly raiseTo?: number;
  /** None: no nodes are asked for. */
  readonly nodeLeadSeconds?: number;
}

/** From now unless told otherwise, and without a lead: the floor goes up when it starts. */
export function aSurge(name: string, words: SurgeWords): object {
  const { kind = 'HorizontalPodAutoscaler', targets, replicas, raiseTo, nodeLeadSeconds } = words;
  const start = new Date(Date.now() + (words.startsInSeconds ?? 0) * 1_000);
  return {
    apiVersion: 'forescale.dev/v1alpha1',
    kind: 'Surge',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      start: start.toISOString(),
      durationSeconds: words.lastsSeconds,
      leadSeconds: 0,
      targets: targets.map((target) => ({ kind, name: target })),
      demand: { replicas },
      ...(raiseTo === undefined ? {} : { ceiling: { raiseTo } }),
      ...(nodeLeadSeconds === undefined ? {} : { nodes: { leadSeconds: nodeLeadSeconds } }),
    },
  };
}

interface SurgeObject {
  readonly metadata: { readonly name: string };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
    readonly targets?: Readonly<
      Record<string, { readonly phase: string; readonly conditions?: readonly SurgeCondition[] }>
    >;
  };
}

export const readSurge = ({ api }: ControlPlane, name: string): Promise<SurgeObject> =>
  api.get<SurgeObject>(`${PATHS.surges}/${name}`);

/** What a surge says of its targets, all of them. */
export const troublesOf = ({ status }: SurgeObject): readonly SurgeCondition[] =>
  Object.values(status?.targets ?? {}).flatMap(({ conditions = [] }) => conditions);

/** End now, as a person ends them. */
export async function cancelSurges({ kubectl }: ControlPlane, ...names: readonly string[]): Promise<void> {
  const patch = JSON.stringify({ spec: { cancelled: true } });
  const inNamespace = [`--namespace=${NAMESPACE}`, '--type=merge'];
  await kubectl.run('patch', 'surge', ...names, ...inNamespace, `--patch=${patch}`);
}

/** As kubectl says it: over, with nothing left to hand back. */
export async function untilAllEnded({ kubectl }: ControlPlane): Promise<void> {
  await waitFor(
    'every surge to have ended',
    async () => {
      const said = await kubectl.json<{ items: readonly SurgeObject[] }>(
        ...['get', 'surges', `--namespace=${NAMESPACE}`],
      );
      const going = said.items.filter(({ status }) => status?.phase !== 'Ended');
      if (going.length === 0) return true;
      throw new Error(going.map(({ metadata, status }) => `${metadata.name}: ${status?.phase}`).join(', '));
    },
    { everyMillis: 500 },
  );
}
