/** The owner's annotation that says how much a replica serves. */
import * as z from 'zod';
import type { WorkloadProfile } from './target.ts';

export const PROFILE_ANNOTATION = 'forescale.dev/profile';

const wire = z.strictObject({
  rpsPerReplica: z.number().positive(),
  steadyRps: z.number().min(0).optional(),
});

export const formatProfile = (profile: WorkloadProfile): string =>
  JSON.stringify({ rpsPerReplica: profile.rpsPerReplica, steadyRps: profile.steadyRps });

/** Undefined when the text is no profile: the surges then say `ProfileMissing`. */
export function parseProfile(text: string): WorkloadProfile | undefined {
  try {
    const parsed = wire.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
