import { UsageError } from '../usage-error.ts';
import { gitBytes } from './git-run.ts';
import { stagedIndex } from './staged-index.ts';

/** A blob, its bytes only where it is not larger than asked for. */
export interface Blob {
  readonly size: number;
  readonly bytes?: Buffer;
}

/** Bytes of one answer of git; a repository may hold more than fits into memory twice. */
const LARGEST_BATCH = 64_000_000;

/** Reads blobs of a repository. `limits` says by id how many bytes are read at most. A UsageError where one is missing. */
export async function readBlobs(folder: string, limits: ReadonlyMap<string, number>): Promise<Map<string, Blob>> {
  const blobs = new Map<string, Blob>();
  if (limits.size === 0) return blobs;
  const { bytes } = await batch(folder, '--batch-check', [...limits.keys()]);
  for (const line of bytes.toString('latin1').trimEnd().split('\n')) {
    const [id = '', , size] = line.split(' ');
    if (size === undefined) throw missing('a file');
    blobs.set(id, { size: Number(size) });
  }
  const wanted = [...limits].filter(([id, limit]) => (blobs.get(id)?.size ?? 0) <= limit).map(([id]) => id);
  for (const part of batches(wanted, blobs)) addContents(blobs, (await batch(folder, '--batch', part)).bytes);
  return blobs;
}

function* batches(ids: readonly string[], blobs: ReadonlyMap<string, Blob>): Generator<readonly string[]> {
  let part: string[] = [];
  let size = 0;
  for (const id of ids) {
    const own = blobs.get(id)?.size ?? 0;
    if (part.length > 0 && size + own > LARGEST_BATCH) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(id);
    size += own;
  }
  if (part.length > 0) yield part;
}

/** `id SP type SP size LF content LF`, again and again. https://git-scm.com/docs/git-cat-file#_batch_output */
function addContents(blobs: Map<string, Blob>, bytes: Buffer): void {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    const [id = '', , length] = bytes.toString('latin1', at, end).split(' ');
    const size = Number(length);
    blobs.set(id, { size, bytes: bytes.subarray(end + 1, end + 1 + size) });
    at = end + 1 + size + 1;
  }
}

/** The files that some names stand for (`HEAD:package.json`, `:package.json` for the index), by name; those that are not there are left out. */
export async function readNamed(folder: string, names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  if (names.length === 0) return found;
  const index = names.some((name) => name.startsWith(':')) ? await stagedIndex(folder) : undefined;
  const { bytes } = await batch(folder, '--batch', names, index);
  let at = 0;
  for (const name of names) {
    const end = bytes.indexOf(10, at);
    const [, kind, size] = / (blob|tree|commit|tag) (\d+)$/.exec(bytes.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (kind === undefined) continue; // "name missing"
    if (kind === 'blob') found.set(name, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

async function batch(folder: string, kind: '--batch' | '--batch-check', ids: readonly string[], index?: string): ReturnType<typeof gitBytes> {
  const run = await gitBytes(folder, ['cat-file', kind, '--buffer'], { input: Buffer.from(`${ids.join('\n')}\n`), index });
  if (!run.isDone) throw missing(run.complaint);
  return run;
}

function missing(complaint: string): UsageError {
  return new UsageError(`the repository lacks files of a commit: ${complaint}`, 'a partial clone leaves them out: clone without --filter, or get them with `git fetch --refetch --no-filter`', 'git');
}
