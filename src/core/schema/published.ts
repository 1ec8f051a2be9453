/** Schemas as JSON Schema of what their authors write, for editors and for docs/schemas. */
import * as z from 'zod';

export const publishedSchema = (schema: z.ZodType, title: string): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(schema, { io: 'input', override: ({ jsonSchema }) => dropRules(jsonSchema) }),
  title,
});

/** What only the API server of Kubernetes understands. */
function dropRules(node: Record<string, unknown>): void {
  for (const key of Object.keys(node)) if (key.startsWith('x-kubernetes-')) delete node[key];
}
