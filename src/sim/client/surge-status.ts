/** What is said in the status of a surge: of a target, of its nodes, of the whole. */
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { JsonObject } from '../../resources/json.ts';
import { splitId } from '../../resources/surge/codec.ts';
import type { Connection } from './connection.ts';

/** `uid` = of the surge that is meant; none = of whoever has the name. */
export const writeSurgeStatus = (
  connection: Connection,
  surge: string,
  patch: JsonObject,
  uid: string | undefined,
): Promise<void> =>
  connection.write(() => {
    connection.api.patchStatus('Surge', ...splitId(surge), patch, { manager: FIELD_MANAGER, uid });
  });
