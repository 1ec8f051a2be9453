/** Answers as the Kubernetes API gives them. */
import type { DocumentAnswer } from '../../ports/http-exchange.ts';

export const JSON_TYPE = 'application/json';

export const document = (body: unknown, code = 200, contentType = JSON_TYPE): DocumentAnswer => ({
  kind: 'document',
  code,
  contentType,
  body,
});
