import type { ChangedFile } from '../../model/changed-file.ts';
import type { Migration, MigrationFate, Move, MoveStatus } from '../../model/migration.ts';
import { colouredDiff } from '../fix/diff.ts';
import { planLines, refusedLines } from './plan.ts';
import type { Paint } from '../paint.ts';
import { cut, shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

interface MigrationTextOptions {
  readonly width: number;
  readonly paint: Paint;
  /** The change of the file, where it was there before. */
  readonly diff: string;
  /** True when the ledger was shown before, and only the end of it is to be said. */
  readonly isSeen: boolean;
}

const WORDS: Readonly<Record<MoveStatus, string>> = {
  moved: 'moved', conditional: 'condition', comment: 'comment', unknown: 'unknown', present: 'present', conflict: 'conflict', 'left-out': 'left out',
};
const COUNTED: Readonly<Record<MoveStatus, string>> = {
  moved: 'moved', conditional: 'moved under a condition', comment: 'kept as a comment', unknown: 'unknown to Railway, kept as a comment', present: 'there already',
  conflict: 'in conflict', 'left-out': 'left out',
};
const WORD_COLUMNS = 11;

/** A migration for people: the new file, the ledger field by field, and what to do next. */
export function migrationText(migration: Migration, files: readonly ChangedFile[], fate: MigrationFate, options: MigrationTextOptions): string {
  const { paint, isSeen } = options;
  const lines = isSeen ? fateLines({ ...migration, notices: [] }, files, fate, options).slice(1) : [
    ...(fate.kind === 'shown' ? fileLines(migration, options) : []),
    paint.bold('ledger'), ...ledgerLines(migration.moves, options), '',
    ...sumLines(migration, options), ...keptLines(migration, options),
    ...fateLines(migration, files, fate, options),
  ];
  return `${lines.join('\n')}\n`;
}

function fileLines({ path, before, after }: Migration, { paint, diff }: MigrationTextOptions): readonly string[] {
  if (after === (before ?? '')) return [];
  const text = before === undefined ? after.replace(/\n$/, '').split('\n').map((line) => shown(line.replaceAll('\t', '  '))) : colouredDiff(diff.replace(/\n$/, ''), paint).split('\n');
  return [paint.bold(path), ...text, ''];
}

function ledgerLines(moves: readonly Move[], options: MigrationTextOptions): readonly string[] {
  const lines: string[] = [];
  let last = '';
  for (const move of moves) {
    const head = move.service === '' ? move.file : `${move.file} → ${move.service}`;
    if (head !== last) lines.push(options.paint.bold(`  ${cut(shown(head), options.width - 2)}`));
    last = head;
    lines.push(...moveLines(move, options));
  }
  return lines;
}

/** Two lines: what stood where, and where it went or why not. */
function moveLines({ line, key, value, target, status, because }: Move, { width, paint }: MigrationTextOptions): readonly string[] {
  const start = `${String(line).padStart(6)}  `;
  const blank = ' '.repeat(start.length + WORD_COLUMNS);
  const from = cut(shown(`${key} = ${value}`), width - blank.length);
  const where = status === 'comment' || status === 'unknown' || target === undefined ? '' : `→ ${target}`;
  const detail = [where, because].filter((part) => part !== undefined && part !== '').join(': ');
  return [
    `${paint.dim(start)}${colourOf(status, paint)(WORDS[status].padEnd(WORD_COLUMNS))}${from}`,
    ...(detail === '' ? [] : wrap(shown(detail), width - blank.length).map((each) => blank + paint.dim(each))),
  ];
}

function colourOf(status: MoveStatus, paint: Paint): (text: string) => string {
  if (status === 'conflict') return paint.red;
  return status === 'comment' || status === 'unknown' ? paint.yellow : status === 'left-out' ? paint.dim : paint.green;
}

function sumLines({ moves }: Migration, { width }: MigrationTextOptions): readonly string[] {
  const counts = (Object.keys(COUNTED) as MoveStatus[]).flatMap((status) => {
    const count = moves.filter((move) => move.status === status).length;
    return count === 0 ? [] : [`${count} ${COUNTED[status]}`];
  });
  return wrap(`${moves.length} ${moves.length === 1 ? 'field' : 'fields'}: ${counts.join(', ')}`, width);
}

function keptLines({ keptFiles }: Migration, { width, paint }: MigrationTextOptions): readonly string[] {
  return keptFiles.flatMap(({ path, because }) => wrap(shown(`${path} stays: ${because}`), width).map(paint.yellow));
}

function fateLines({ notices, next, path }: Migration, files: readonly ChangedFile[], fate: MigrationFate, { width, paint }: MigrationTextOptions): readonly string[] {
  const numbered = next.flatMap((step, index) => wrap(shown(step), width - 3).map((line, each) => (each === 0 ? `${index + 1}. ` : '   ') + line));
  const said = notices.flatMap((notice) => ['', ...wrap(shown(notice), width)]);
  const steps = numbered.length === 0 ? [] : ['', paint.bold('next'), ...numbered];
  const gone = files.filter(({ after }) => after === undefined).map((file) => file.path);
  if (fate.kind === 'refused') return [...said, ...refusedLines(fate, path, { width, paint })];
  if (fate.kind === 'nothing') return [...said, '', paint.dim('nothing to move: the new file says it all'), ...steps];
  const isWritten = files.some((file) => file.path === path);
  const deleted = gone.length === 0 ? '' : `${isWritten ? '; ' : ''}${gone.join(', ')} ${fate.kind === 'written' ? 'deleted' : 'would be deleted'}`;
  const done = !isWritten ? '' : `${path} ${fate.kind === 'written' ? 'written' : 'would be written'}`;
  const end = fate.kind === 'written' ? '; `optimize undo` takes it back' : '; nothing is written yet';
  const plan = fate.kind === 'written' && fate.plan !== undefined ? planLines(fate.plan, { width, paint }) : [];
  return [...said, ...plan, '', ...wrap(shown(`${done}${deleted}${end}`), width).map(paint.bold), ...steps];
}
