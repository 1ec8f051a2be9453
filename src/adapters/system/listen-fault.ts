/** An address that the configuration names cannot be listened on; the message names it and says why in words. */
import { Fault } from '../../ports/faults.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'in use by another process',
  EACCES: 'permission denied (ports below 1024 need privileges)',
  EADDRNOTAVAIL: 'not an address of this machine',
  ENOTFOUND: 'no such host',
  EAFNOSUPPORT: 'this machine does not have this kind of address',
};

export class ListenFault extends Fault {
  override readonly name = 'ListenFault';
  readonly disposition = 'terminal';

  constructor(host: string | undefined, port: number, cause: Error) {
    const code = 'code' in cause ? String(cause.code) : '';
    super(`cannot listen on ${host ?? '*'}:${port}: ${REASONS[code] ?? cause.message}`, { cause });
  }
}
