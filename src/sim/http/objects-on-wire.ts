/** How objects leave the server: whole, as a table for people, or their metadata alone; as the client's Accept asks. */
import { ApiError } from '../api/errors.ts';
import type { KubeObject } from '../api/objects.ts';
import type { Form, ListMeta, Rendering } from './rendering.ts';
import { apiVersionOf } from './resource-types.ts';
import { tableOf } from './table.ts';
import { toWire } from './wire-form.ts';

const FORMS: Readonly<Record<string, Form>> = {
  Table: 'table',
  PartialObjectMetadata: 'partial',
  PartialObjectMetadataList: 'partial',
};

/** The first form in the client's order that is served; throws 406 when there is none. */
export function negotiateForm(accept: string): Form {
  if (accept.trim() === '') return 'object';
  for (const part of accept.split(',')) {
    const [media = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (!['application/json', 'application/*', '*/*', 'application/yaml'].includes(media)) continue;
    const as = parameters.find((parameter) => parameter.startsWith('as='))?.slice(3);
    if (as === undefined) return 'object';
    const form = Object.hasOwn(FORMS, as) ? FORMS[as] : undefined;
    const version = parameters.find((parameter) => parameter.startsWith('v='))?.slice(2) ?? 'v1';
    if (form !== undefined && version === 'v1') return form;
  }
  throw new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
    {},
  );
}

export function renderObject(stored: KubeObject, rendering: Rendering): unknown {
  const object = toWire(stored, rendering.type);
  switch (rendering.form) {
    case 'table':
      return tableOf([object], { resourceVersion: object.metadata.resourceVersion }, rendering);
    case 'partial':
      return metadataOf(object);
    case 'object':
      return object;
  }
}

export function renderList(stored: readonly KubeObject[], meta: ListMeta, rendering: Rendering): unknown {
  const { type } = rendering;
  const objects = stored.map((object) => toWire(object, type));
  switch (rendering.form) {
    case 'table':
      return tableOf(objects, meta, rendering);
    case 'partial':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata: meta,
        items: objects.map(metadataOf),
      };
    case 'object':
      return {
        kind: `${type.kind}List`,
        apiVersion: apiVersionOf(type),
        metadata: meta,
        items: type.custom ? objects : objects.map(withoutType),
      };
  }
}

/** Items of the built-in kinds do not repeat what their list says. */
const withoutType = ({ kind: _, apiVersion: __, ...rest }: KubeObject): object => rest;

const metadataOf = ({ metadata }: KubeObject): object => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
});
