/** Conditions as Kubernetes has them: a generation, and a time that moves only when the status does. */
import type { SummaryCondition } from '../model/surge-summary.ts';
import type { Instant } from '../model/time.ts';

/** What is said, before it is known since when. */
export type Statement = Pick<SummaryCondition, 'type' | 'status' | 'reason' | 'message'>;

/** The object, and what stands in its status. */
interface Said {
  readonly generation: number;
  readonly summary: { readonly conditions: readonly SummaryCondition[] } | undefined;
}

/** The API server refuses more. */
const LONGEST_MESSAGE = 32_768;
const CUT = ' ...';

export function stampConditions(
  statements: readonly Statement[],
  { generation, summary }: Said,
  now: Instant,
): readonly SummaryCondition[] {
  const stamped = statements.map((statement): SummaryCondition => {
    const before = summary?.conditions.find(({ type }) => type === statement.type);
    return {
      ...statement,
      message: shorten(statement.message),
      observedGeneration: generation,
      lastTransitionTime: before?.status === statement.status ? before.lastTransitionTime : now,
    };
  });
  return stamped.toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

/** In code units, of which the API server counts none more than once. */
const shorten = (message: string): string =>
  message.length <= LONGEST_MESSAGE ? message : message.slice(0, LONGEST_MESSAGE - CUT.length) + CUT;
