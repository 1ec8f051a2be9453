/** A refusal as the API server words it: HTTP code, `reason` of the Status object, message. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: 404 | 409 | 422 | 429 | 500 | 504;
  readonly reason: string;

  constructor(code: ApiError['code'], reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}
