/** What passes between a socket and whoever answers: requests and answers, nothing of sockets. */

export interface HttpRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name; the first one where a name comes twice. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type HttpAnswer = DocumentAnswer | StreamAnswer;

/** A text or bytes go out as they are, anything else as JSON. */
export interface DocumentAnswer {
  readonly kind: 'document';
  readonly code: number;
  readonly contentType: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** JSON values, a line each, until one side ends it. */
export interface StreamAnswer {
  readonly kind: 'stream';
  readonly contentType: string;
  /** May send the first frames before it returns what the client's leaving is to call. */
  readonly open: (sink: FrameSink) => () => void;
}

export interface FrameSink {
  send(frame: unknown): void;
  end(): void;
}

/** Answers at once, and never throws. */
export type HttpHandler = (request: HttpRequest) => HttpAnswer;
