/** A refusal, with the code that the SDK makes a class, or a name, of. */
export class WireError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'WireError';
    this.code = code;
    this.status = status;
  }
}

export const validationError = (message: string): WireError => new WireError('ValidationError', message);
