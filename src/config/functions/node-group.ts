/** A node group that is raised with the floor, where no CapacityBuffer asks for nodes. */
import * as z from 'zod';
import { block } from '../../core/schema/fields.ts';

export const nodeGroupSchema = block({
  name: z.string(),
});

export type NodeGroupConfig = Readonly<z.output<typeof nodeGroupSchema>>;
