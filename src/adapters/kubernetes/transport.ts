/** How requests reach an API server: one request, one decoded answer, or one stream of frames. */

export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the server knows it, for example `/apis/apps/v1/namespaces/shop/deployments/web/scale`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What the body of a PATCH is; a merge patch when it is not said. */
  readonly patch?: 'merge' | 'json' | 'strategic' | 'apply';
}

export interface Transport {
  /**
   * The decoded answer. Throws a Fault of ports/faults.ts, or the signal's reason when it aborts. A write that threw
   * Unavailable may have had its effect.
   */
  send<T = unknown>(request: KubeRequest, signal?: AbortSignal): Promise<T>;
  /**
   * The frames of a watch, decoded one by one, until the server ends it or the signal aborts. Throws a Fault when refused
   * or torn. How long a stream may be silent is for its reader to judge.
   */
  stream(request: KubeRequest, signal: AbortSignal): AsyncIterable<unknown>;
  /** Ends everything that is under way. */
  close(): void;
}
