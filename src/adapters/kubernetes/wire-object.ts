/** What every object has as it comes off the wire; the rest of it is for its reader to know. */

export interface WireObject {
  readonly metadata: WireMetadata;
}

interface WireMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/** `namespace/name`, or the name alone of what has no namespace. */
export const keyOfObject = ({ metadata: { namespace, name } }: WireObject): string =>
  namespace === undefined ? name : `${namespace}/${name}`;
