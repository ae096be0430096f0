import type { ChangedFile } from '../../model/changed-file.ts';
import type { PlannedPart, SetupFate } from '../../model/setup.ts';
import { colouredDiff } from '../fix/diff.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

interface SetupView {
  readonly width: number;
  readonly paint: Paint;
}

/** What would be written: a new file whole, one that is there as a diff. */
export function previewText(parts: readonly PlannedPart[], diffs: ReadonlyMap<string, string>, view: SetupView): string {
  const files = parts.flatMap((part) => (part.state === 'write' ? part.files : []));
  return files.flatMap((file) => [...fileLines(file, diffs.get(file.path) ?? '', view), '']).map((line) => `${line}\n`).join('');
}

/** What was done, what is there already, what was left to a person and what comes next. */
export function setupText(parts: readonly PlannedPart[], fate: SetupFate, { width, paint, undo }: SetupView & { readonly undo: string }): string {
  const lines = parts.flatMap((part) => {
    if (part.state === 'refused') return [...wrap(shown(`${part.path} stays as it is: ${part.because}; ${part.hint}`), width, '  ').map(paint.yellow), ...copied(part.lines)];
    if (part.state === 'present') return wrap(shown(`${part.path} is set up already`), width, '  ').map(paint.dim);
    return part.files.map(({ path, before }) => `${paint.green(wordFor(fate, before))}  ${shown(path)}`);
  });
  const next = parts.flatMap((part) => (part.state === 'write' && part.next !== undefined ? [...wrap(shown(part.next), width, '  ').map(paint.dim), ...copied(part.lines)] : []));
  if (fate.kind === 'written') next.push(...wrap(shown(`\`${undo}\` takes it back`), width, '  ').map(paint.dim));
  if (parts.every(({ state }) => state === 'present')) lines.push('there is nothing to do');
  return [...lines, ...next].map((line) => `${line}\n`).join('');
}

/** Lines that a person copies are never broken. */
const copied = (lines: readonly string[] = []): readonly string[] => lines.map((line) => `  ${shown(line)}`);

function wordFor({ kind }: SetupFate, before: string | undefined): string {
  if (kind === 'written') return before === undefined ? 'wrote  ' : 'changed';
  return before === undefined ? 'would write ' : 'would change';
}

function fileLines({ path, before, after = '' }: ChangedFile, diff: string, { paint }: SetupView): readonly string[] {
  if (before !== undefined) return colouredDiff(diff.replace(/\n$/, ''), paint).split('\n');
  return [paint.bold(shown(path)), ...after.replace(/\n$/, '').split('\n').map((line) => `  ${shown(line)}`)];
}
