/** A refusal as the API server words it: HTTP code, `reason` and `details` of the Status object, message. */

export interface RefusalCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export interface RefusalDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly RefusalCause[];
  readonly retryAfterSeconds?: number;
}

export type RefusalCode = 400 | 401 | 403 | 404 | 405 | 406 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 504;

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: RefusalCode;
  readonly reason: string;
  readonly details: RefusalDetails | undefined;

  constructor(code: RefusalCode, reason: string, message: string, details?: RefusalDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}
