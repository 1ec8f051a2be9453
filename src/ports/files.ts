import { Fault } from './faults.ts';

/** A file cannot be read or written; the message names it and says why in words. */
export class FileFault extends Fault {
  override readonly name = 'FileFault';
  readonly disposition = 'terminal';
}

export interface FileReader {
  /** The file's text; unpacked when the name ends in `.gz`. Throws FileFault. */
  read(path: string): Promise<string>;
}

export interface FileWriter {
  /** Throws FileFault when `write` could not succeed, so that nobody waits for a result that is lost. */
  ensureWritable(path: string): Promise<void>;
  /**
   * Writes the whole file or leaves what was there; packed when the name ends in `.gz`. Resolves to where it is,
   * as an absolute path. Throws FileFault.
   */
  write(path: string, text: string): Promise<string>;
  /** Gone afterwards, also when it was not there. Throws FileFault. */
  remove(path: string): Promise<void>;
}
