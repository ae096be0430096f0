import type { PythonFile } from '../../../code/python/python-file.ts';
import { statementsAround } from '../../../code/python/walk.ts';
import type { PythonStatement } from '../../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { lineEnd, newlineOf } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import { endOfBlock } from './block-edits.ts';
import { loadingCalls } from './values.ts';

/** What constants need to stand below: names of the module, and calls that load a file of variables. */
interface Needed {
  readonly names: readonly string[];
  readonly readsEnvironment: boolean;
}

/** The statement of the module below which a constant goes: the last of its head, or the last that binds a name it needs. */
export function anchorFor(file: PythonFile, { names, readsEnvironment }: Needed): PythonStatement | undefined {
  const { body } = file.tree;
  const bound: readonly Range[] = names.flatMap((name) => file.bindings.names.get(name) ?? []).map(({ range }) => range);
  const loading: readonly Range[] = readsEnvironment ? loadingCalls(file).map(({ range }) => range) : [];
  const needed = [...bound, ...loading].flatMap((range) => statementsAround(body, range)[0]?.statement ?? []);
  const head = body.findIndex((statement) => !isOfHead(statement));
  const starred = file.bindings.stars.length === 0 ? [] : body.filter((statement) => statement.kind === 'import-from' && statement.star);
  const all = [...(head === -1 ? body.slice(-1) : body.slice(Math.max(0, head - 1), head)), ...needed, ...starred];
  return all.toSorted((a, b) => b.range.end - a.range.end)[0];
}

/** Imports and simple statements; what defines something or asks a question ends the head of a module. */
function isOfHead(statement: PythonStatement): boolean {
  if (isImport(statement) || statement.kind === 'expression' || statement.kind === 'assign') return true;
  if (statement.kind === 'if') return [...statement.body, ...statement.otherwise].every(isImport);
  return statement.kind === 'try' && statement.body.every(isImport);
}

const isImport = ({ kind }: PythonStatement): boolean => kind === 'import' || kind === 'import-from';

/** Puts constants below a statement of the module, with the blank lines that are usual there. */
export function constantsBelow(text: string, anchor: PythonStatement, lines: readonly string[]): TextEdit {
  const newline = newlineOf(text);
  const isBlock = anchor.kind === 'function' || anchor.kind === 'class';
  const end = isBlock || !isSimple(anchor) ? endOfBlock(text, anchor.range.end, 1) : lineEnd(text, anchor.range.end);
  const block = lines.join(newline);
  if (isBlock) return end === text.length && !text.endsWith('\n') ? insertAt(end, `${newline.repeat(3)}${block}`) : insertAt(end, `${newline.repeat(2)}${block}${newline}`);
  const isNear = anchor.kind === 'assign' || anchor.kind === 'expression' && anchor.value.kind === 'call';
  const gap = isNear ? '' : newline;
  if (end === text.length && !text.endsWith('\n')) return insertAt(end, `${newline}${gap}${block}`);
  const isFollowedByCode = /^[^\S\n]*[^\s#]/.test(text.slice(end));
  return insertAt(end, `${gap}${block}${newline}${!isNear && isFollowedByCode ? newline : ''}`);
}

function isSimple(statement: PythonStatement): boolean {
  return isImport(statement) || statement.kind === 'expression' || statement.kind === 'assign' || statement.kind === 'other';
}
