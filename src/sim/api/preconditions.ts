/** What a writer may ask of the object that it writes to, so that it does not write over what it has not seen. */
import { ApiError } from './errors.ts';
import type { Deployment, KubeObject } from './objects.ts';

export function expectVersion({ kind, metadata }: KubeObject, expected: string | undefined): void {
  if (expected === undefined || expected === metadata.resourceVersion) return;
  throw new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${kind} "${metadata.name}": the object has been modified; please apply your changes to the latest version and try again`,
  );
}

export function expectUid({ metadata }: KubeObject, expected: string | undefined): void {
  if (expected === undefined || expected === metadata.uid) return;
  throw new ApiError(
    409,
    'Conflict',
    `Precondition failed: UID in precondition: ${expected}, UID in object meta: ${metadata.uid}`,
  );
}

export function expectReplicas({ metadata, spec }: Deployment, expected: number | undefined): void {
  if (expected === undefined || expected === spec.replicas) return;
  throw new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on Scale "${metadata.name}": spec.replicas is ${spec.replicas}, expected ${expected}`,
  );
}
