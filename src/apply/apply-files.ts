import { realpathSync } from 'node:fs';
import type { ChangedFile } from '../model/changed-file.ts';
import { UsageError } from '../usage-error.ts';
import { journalPlaces } from './journal-place.ts';
import { refused, targetAt, type Target } from './target.ts';
import { alone, makeSteps, type Step } from './transaction.ts';

/** What is said of a run in the journal. */
export interface RunDescription {
  /** One line for `optimize undo --list`: "Fix server/workers: run 4 workers". */
  readonly title: string;
  /** The version of this program. */
  readonly version: string;
}

/** A run that was written. */
export interface AppliedRun {
  /** What `optimize undo --id` takes. */
  readonly id: string;
  /** The files that were changed, made or deleted, from the project root; where a link led, the file behind it. */
  readonly paths: readonly string[];
}

/** What a new file that can be run gets; one that is there keeps its mode. */
const EXECUTABLE = 0o755;
const MARK = Buffer.from('\uFEFF');

/**
 * Writes all files or none. What speaks against it is a UsageError that names the file, and nothing is changed then: a file that
 * differs from its `before`, that may not be written, that is a folder or a link out of the project, a full disk, another run.
 * Byte order marks, modes, owners where the system allows it, and links stay. Call recover first.
 */
export async function applyFiles(root: string, files: readonly ChangedFile[], description: RunDescription): Promise<AppliedRun> {
  if (files.length === 0) throw new Error('there is nothing to write');
  const places = await journalPlaces(root);
  const folder = realpathSync(root);
  return alone(places, (place) => {
    const steps = files.map((file) => stepOf(folder, file));
    mustBeDistinct(steps, files);
    const { id } = makeSteps(folder, steps, place, { kind: 'fix', ...description });
    return { id, paths: steps.map(({ target }) => target.path).sort() };
  });
}

function stepOf(root: string, { path, before, after, isExecutable }: ChangedFile): Step {
  const target = targetAt(root, path);
  if (after === undefined && target.isLink) throw refused(path, 'it is a link, and those are not deleted');
  const mark = markOf(target, path, before);
  const looks = isExecutable && target.file === undefined ? { looks: { mode: EXECUTABLE } } : {};
  return { target, after: after === undefined ? undefined : Buffer.concat([mark, bytesOf(after, path)]), ...looks };
}

/** The byte order mark that a file keeps. A UsageError when the file is not what was scanned, byte for byte. */
function markOf({ file }: Target, path: string, before: string | undefined): Uint8Array {
  if (file === undefined && before === undefined) return Buffer.of();
  if (file === undefined) throw changed(`${path} was deleted since it was read`);
  if (before === undefined) throw changed(`${path} is there already`);
  const mark = file.bytes.subarray(0, MARK.length).equals(MARK) ? MARK : Buffer.of();
  if (file.bytes.subarray(mark.length).equals(Buffer.from(before))) return mark;
  if (!Buffer.from(file.bytes.toString()).equals(file.bytes)) {
    throw new UsageError(`${path} is not UTF-8, so its bytes would not survive a change`, 'nothing was changed; save it as UTF-8 first', 'not-text');
  }
  throw changed(`${path} changed since it was read`);
}

function changed(message: string): UsageError {
  return new UsageError(message, 'nothing was changed; run the same command again', 'changed-since');
}

function bytesOf(text: string, path: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.toString() !== text) throw new Error(`the text for ${path} holds half a character`);
  return bytes;
}

/** Two names for one file would each write their own text. */
function mustBeDistinct(steps: readonly Step[], files: readonly ChangedFile[]): void {
  const seen = new Map<string, string>();
  for (const [index, { target }] of steps.entries()) {
    const path = files[index]?.path ?? '';
    const other = seen.get(target.path);
    if (other !== undefined) throw new UsageError(`${other} and ${path} are the same file, and both would change`, 'nothing was changed', 'not-writable');
    seen.set(target.path, path);
  }
}
