import type { StructuredPatchHunk } from 'diff';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedFile } from '../model/changed-file.ts';
import { statAt } from './durable.ts';
import { git } from '../git/git-run.ts';
import { pathFrom } from './paths.ts';

const CONTEXT = 3;
const MARK = '\uFEFF';

/**
 * A unified diff as git writes it, with paths from the root: for people to read. The files below the root tell the byte order marks
 * and modes, so ask before they are changed. Names are quoted as git does with core.quotePath off.
 */
export async function unifiedDiff(files: readonly ChangedFile[], root: string): Promise<string> {
  return diffOf(files, root, '');
}

/** The same for `git apply`: with paths from the top of the repository, where there is one, because git reads them so everywhere. */
export async function patchText(files: readonly ChangedFile[], root: string): Promise<string> {
  const { isDone, stdout } = await git(root, ['rev-parse', '--show-prefix']);
  return diffOf(files, root, isDone ? stdout.replace(/\n$/, '') : '');
}

async function diffOf(files: readonly ChangedFile[], root: string, prefix: string): Promise<string> {
  const { structuredPatch } = await import('diff');
  const folder = realpathSync(root);
  return files.map((file) => {
    const { path, mark, mode } = asItIs(folder, file);
    const before = file.before === undefined ? '' : mark + file.before;
    const after = file.after === undefined ? '' : mark + file.after;
    const patch = structuredPatch(path, path, before, after, undefined, undefined, { context: CONTEXT });
    return headOf(prefix + path, file, { mode, isEmpty: patch.hunks.length === 0 }) + patch.hunks.map(hunkText).join('');
  }).join('');
}

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): string {
  return `@@ -${span(oldStart, oldLines)} +${span(newStart, newLines)} @@\n${lines.join('\n')}\n`;
}

/** No lines are counted from the line before them, and one line is not counted. */
function span(start: number, lines: number): string {
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? String(start) : `${start},${lines}`;
}

/** Where a link leads, the file behind it is what changes. */
function asItIs(root: string, { path, before, isExecutable }: ChangedFile): { readonly path: string; readonly mark: string; readonly mode: string } {
  const full = join(root, path);
  if (before === undefined || statAt(full) === undefined) return { path, mark: '', mode: isExecutable ? '100755' : '100644' };
  const real = realpathSync(full);
  const mode = ((statAt(real)?.mode ?? 0n) & 0o100n) === 0n ? '100644' : '100755';
  return { path: pathFrom(root, real), mark: readFileSync(real, 'utf8').startsWith(MARK) ? MARK : '', mode };
}

function headOf(path: string, { before, after }: ChangedFile, { mode, isEmpty }: { readonly mode: string; readonly isEmpty: boolean }): string {
  const [old, changed] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  const lines = [`diff --git ${old} ${changed}`];
  if (before === undefined) lines.push(`new file mode ${mode}`);
  if (after === undefined) lines.push(`deleted file mode ${mode}`);
  const end = path.includes(' ') ? '\t' : ''; // as git does, so that other tools see where the name ends
  if (!isEmpty) lines.push(`--- ${before === undefined ? '/dev/null' : old + end}`, `+++ ${after === undefined ? '/dev/null' : changed + end}`);
  return `${lines.join('\n')}\n`;
}

/** https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath */
function quoted(name: string): string {
  // oxlint-disable-next-line no-control-regex -- names may hold them
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name;
  const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
  // oxlint-disable-next-line no-control-regex -- names may hold them
  return `"${name.replaceAll(/["\\\u0000-\u001f\u007f]/g, (character) => escapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}
