/** Files on this machine. What the system says about a failure is put in words once, here. */
import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FileFault, type FileReader, type FileWriter } from '../../ports/files.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: 'part of the path is not a folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  ENAMETOOLONG: 'the name is too long',
  ERR_FS_FILE_TOO_LARGE: 'too large to read',
  ERR_STRING_TOO_LONG: 'too large to read',
};

/** Read by its number: where it is a socket, as under many a parent process, it cannot be opened by its name. */
const STDIN = '/dev/stdin';

export const localFiles: FileReader & FileWriter = {
  async read(path) {
    try {
      const bytes =
        path === STDIN
          ? await buffer(createReadStream('', { fd: 0, autoClose: false }))
          : await readFile(path);
      return decode(isPacked(path) ? unpack(path, bytes) : bytes, path);
    } catch (cause) {
      throw toFault(path, cause, 'no such file');
    }
  },

  async ensureWritable(path) {
    try {
      const { file, kind } = await locate(path);
      if (kind === 'folder') throw new FileFault(`${path}: is a folder, not a file`);
      await access(kind === 'new' ? dirname(file) : file, constants.W_OK);
      if (kind === 'file') await access(dirname(file), constants.W_OK);
    } catch (cause) {
      throw toFault(path, cause, 'no such folder');
    }
  },

  async write(path, text) {
    try {
      const { file, kind } = await locate(path);
      const bytes = isPacked(path) ? gzipSync(text) : text;
      // A device or a pipe is written to; putting a file in its place would take it away.
      if (kind === 'device') await writeFile(file, bytes);
      else await replace(file, bytes);
      return file;
    } catch (cause) {
      throw toFault(path, cause, 'no such folder');
    }
  },

  async remove(path) {
    try {
      await rm(path, { force: true });
    } catch (cause) {
      throw toFault(path, cause, 'no such file');
    }
  },
};

type Place = { readonly file: string; readonly kind: 'new' | 'file' | 'folder' | 'device' };

/** Follows links, so that a link to a file stays a link. */
async function locate(path: string): Promise<Place> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { file: resolve(path), kind: 'new' };
  const kind = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'device';
  return { file: kind === 'device' ? resolve(path) : await realpath(path), kind };
}

/** In the same folder and then renamed, which is one step: nobody ever finds half a file. */
async function replace(file: string, bytes: Uint8Array | string): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  try {
    await writeFile(draft, bytes);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw cause;
  }
}

const isPacked = (path: string): boolean => path.endsWith('.gz');

function unpack(path: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new FileFault(`${path}: not a whole gzip file`, { cause });
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileFault(`${path}: not UTF-8 text`, { cause });
  }
}

function toFault(path: string, cause: unknown, missing: string): FileFault {
  if (cause instanceof FileFault) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = code === 'ENOENT' ? missing : REASONS[code];
  return new FileFault(`${path}: ${reason ?? String(cause)}`, { cause });
}
