/** A log whose entries all say the same of where they come from. */
import type { Log, LogFields } from '../../ports/log.ts';

export const withFields = (log: Log, common: LogFields): Log => ({
  info: (message, fields) => log.info(message, { ...common, ...fields }),
  warn: (message, fields) => log.warn(message, { ...common, ...fields }),
});
