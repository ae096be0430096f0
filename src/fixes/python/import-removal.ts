import type { PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import type { TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import type { Operation } from './operations.ts';
import { withoutStatement } from './statement-edits.ts';

/** Takes imports out that nothing needs once entries are gone: `QueuePool` after `poolclass=QueuePool`. */
export function importsLeft(operations: readonly Operation[]): readonly Operation[] {
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.kind !== 'remove') return [];
    const { written, container, index } = operation;
    const value = container.entries[index]?.value;
    if (value?.kind !== 'name' || written.file.path.endsWith('__init__.py')) return [];
    const edit = withoutName(written, value.name);
    return edit === undefined ? [] : [{ kind: 'edit', written, edit }];
  });
}

/** Undefined where the name stands anywhere else in the file, a comment included. */
function withoutName(written: Operation['written'], name: string): TextEdit | undefined {
  const { file: { text }, tree } = written;
  const statement = tree.body.find((each) => isImportOf(each, name));
  if (statement === undefined || wordsIn(text, name) !== 2) return undefined;
  if (statement.names.length === 1) return withoutStatement(written, statement);
  const index = statement.names.findIndex((each) => each.name === name);
  const [own, next, before] = [statement.names[index], statement.names[index + 1], statement.names[index - 1]];
  if (own === undefined) return undefined;
  const line = { start: lineStart(text, own.range.start), end: lineEnd(text, own.range.end) };
  if (isAlone(tree, text, line, own.range)) return { range: line, text: '' };
  if (next !== undefined) return { range: { start: own.range.start, end: next.range.start }, text: '' };
  return before === undefined ? undefined : { range: { start: before.range.end, end: own.range.end }, text: '' };
}

function isImportOf(statement: PythonStatement, name: string): statement is PythonStatement & { readonly kind: 'import-from' } {
  return statement.kind === 'import-from' && statement.names.some((each) => each.name === name && each.alias === undefined);
}

function wordsIn(text: string, name: string): number {
  return text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word === name).length;
}

/** True for a line that holds one name, its comma and nothing else. */
function isAlone(tree: PythonModule, text: string, line: Range, own: Range): boolean {
  const hasComment = tree.comments.some(({ start }) => start >= line.start && start < line.end);
  return !hasComment && text.slice(line.start, own.start).trim() === '' && /^,\s*$/.test(text.slice(own.end, line.end));
}
