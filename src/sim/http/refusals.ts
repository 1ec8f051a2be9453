/** Refusals in the words of the API server, and the Status document that carries one. */

import type { DocumentAnswer } from '../../ports/http-exchange.ts';
import { ApiError, type RefusalCause, type RefusalDetails } from '../api/errors.ts';
import { document } from './messages.ts';
import { qualifiedKind, qualifiedName, type ResourceType } from './resource-types.ts';

export const statusOf = ({ code, reason, message, details }: ApiError): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  ...(details === undefined ? {} : { details }),
  code,
});

export function refusalAnswer(error: ApiError): DocumentAnswer {
  const answer = document(statusOf(error), error.code);
  const seconds = error.details?.retryAfterSeconds;
  return seconds === undefined ? answer : { ...answer, headers: { 'retry-after': String(seconds) } };
}

const detailsOf = ({ plural, group }: ResourceType, name: string): RefusalDetails => ({
  ...(name === '' ? {} : { name }),
  ...(group === '' ? {} : { group }),
  kind: plural,
});

export const unknownPath = (): ApiError =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});

export const notFound = (type: ResourceType, name: string): ApiError =>
  new ApiError(404, 'NotFound', `${qualifiedName(type)} "${name}" not found`, detailsOf(type, name));

export const alreadyExists = (type: ResourceType, name: string): ApiError =>
  new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(type)} "${name}" already exists`,
    detailsOf(type, name),
  );

export const conflict = (type: ResourceType, name: string, why: string): ApiError =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`,
    detailsOf(type, name),
  );

export const modified = (type: ResourceType, name: string): ApiError =>
  conflict(
    type,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );

export const badRequest = (message: string): ApiError => new ApiError(400, 'BadRequest', message);

export const methodNotAllowed = (): ApiError =>
  new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );

export const unsupportedMediaType = (accepted: readonly string[]): ApiError =>
  new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
    {},
  );

export const expired = (message: string): ApiError => new ApiError(410, 'Expired', message);

export const unauthorized = (): ApiError => new ApiError(401, 'Unauthorized', 'Unauthorized');

/** Content that does not do, with all that is wrong with it. */
export function invalid(type: ResourceType, name: string, causes: readonly RefusalCause[]): ApiError {
  const lines = causes.map(({ field = '', message }) => `${field}: ${message}`);
  const text = lines.length === 1 ? (lines[0] ?? '') : `[${lines.join(', ')}]`;
  const { group, kind } = type;
  return new ApiError(422, 'Invalid', `${qualifiedKind(type)} "${name}" is invalid: ${text}`, {
    name,
    ...(group === '' ? {} : { group }),
    kind,
    causes,
  });
}

export const timeout = (message: string): ApiError => new ApiError(504, 'Timeout', message);
