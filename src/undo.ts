import { findInterrupted, recover } from './apply/recover.ts';
import { listRuns, undo, type Run } from './apply/undo.ts';
import type { Paint } from './reporters/paint.ts';
import { cut, shown } from './reporters/text/width.ts';
import { wrap } from './reporters/text/wrap.ts';
import { folderAt } from './scan.ts';
import { jsonText } from './reporters/json-text.ts';
import { momentOf } from './text/moment.ts';

/** What an undo did. */
export interface UndoResult {
  /** The run that was taken back; undefined when an interrupted one was rolled back instead. */
  readonly undone: Run | undefined;
  /** What is said of an interrupted run. */
  readonly recovered: string | undefined;
}

/** How the result is laid out. */
export interface UndoLayout {
  readonly width: number;
  readonly paint: Paint;
}

const DONE: Readonly<Record<Run['files'][number]['change'], string>> = { changed: 'as it was', created: 'removed', deleted: 'back again' };

/**
 * Takes back the last run, or one by its id. An interrupted run is rolled back first; it was the last one, so without an id nothing
 * more is taken back.
 */
export async function undoRun(root: string, { id, version }: { readonly id: string | undefined; readonly version: string }): Promise<UndoResult> {
  const folder = folderAt(root);
  const recovered = await recover(folder);
  if (recovered !== undefined && id === undefined) return { recovered, undone: undefined };
  return { recovered, undone: await undo(folder, { version, ...(id === undefined ? {} : { id }) }) };
}

/** The runs that can be taken back, and those that were; what was interrupted is said, and left to an undo. */
export async function runsOf(root: string): Promise<{ readonly runs: readonly Run[]; readonly interrupted: string | undefined }> {
  const folder = folderAt(root);
  return { interrupted: await findInterrupted(folder), runs: await listRuns(folder) };
}

/** An undo for people. */
export function undoText({ undone, recovered }: UndoResult, { width, paint }: UndoLayout): string {
  const rolledBack = recovered === undefined ? [] : wrap(shown(recovered), width);
  if (undone === undefined) return lines([...rolledBack, paint.dim('`optimize undo` again takes back the run before it')]);
  const { title, time, files } = undone;
  return lines([
    ...rolledBack,
    ...wrap(`${shown(title)} is undone`, width).map(paint.bold),
    ...files.map(({ path, change }) => `  ${DONE[change].padEnd(10)}  ${cut(shown(placeOf(undone, path)), width - 14)}`),
    paint.dim(cut(`made ${momentOf(time)}`, width)),
  ]);
}

/** The list of runs for people, newest first. */
export function runsText(runs: readonly Run[], { width, paint }: UndoLayout): string {
  if (runs.length === 0) return lines(wrap('nothing was fixed in this folder that the journal knows of', width));
  return lines(runs.flatMap((run) => {
    const details = [momentOf(run.time), `${run.files.length} ${run.files.length === 1 ? 'file' : 'files'}`, ...(run.folder === '' ? [] : [`in ${shown(run.folder)}`])];
    const state = run.isUndone ? `${paint.yellow('undone')} · ` : '';
    return [`${paint.bold(run.id)}  ${cut(shown(run.title), width - run.id.length - 2)}`, `  ${state}${paint.dim(cut(details.join(' · '), width - 11))}`];
  }));
}

/** Both for programs: docs/undo.schema.json. */
export function undoJson(content: { readonly undone?: Run | undefined; readonly recovered?: string | undefined; readonly runs?: readonly Run[] }, version: string): string {
  const { undone, recovered, runs } = content;
  const document = {
    schemaVersion: 1, tool: { name: 'optimize', version }, root: '.', recovered: recovered ?? null,
    ...(runs === undefined ? { undone: undone === undefined ? null : runJson(undone) } : { runs: runs.map(runJson) }),
  };
  return jsonText(document);
}

function runJson({ id, title, time, version, folder, files, isUndone }: Run) {
  return { id, title, time, version, folder: folder === '' ? '.' : folder, undone: isUndone, files };
}

function placeOf({ folder }: Run, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
