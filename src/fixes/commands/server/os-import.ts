import type { PythonStatement } from '../../../documents/python-tree.ts';
import { applyEdits, insertAt, type TextEdit } from '../../../text/edit.ts';
import { lineEnd, newlineOf } from '../../../text/layout.ts';
import type { GunicornFile } from './gunicorn-file.ts';

/**
 * `import os` where the file has none: in the place of the one import that an edit leaves without a use (`multiprocessing`), behind
 * the other imports, or at the top.
 */
export function osImport({ file, module }: GunicornFile, edit: TextEdit): readonly TextEdit[] {
  const imports = module.body.filter(isImport);
  if (imports.some((statement) => statement.names.some(({ name, alias }) => name === 'os' && alias === undefined))) return [];
  const { text } = file;
  const after = applyEdits(text, [edit]);
  const unused = imports.find((statement) => statement.names.length === 1 && isUnused(statement, after));
  if (unused !== undefined) return [{ range: unused.range, text: 'import os' }];
  const newline = newlineOf(text);
  const last = imports.findLast((statement) => statement.range.end <= edit.range.start);
  if (last !== undefined) return [insertAt(lineEnd(text, last.range.end - 1), `import os${newline}`)];
  return [insertAt(topOf(text, module.body), `import os${newline}${newline}`)];
}

type Import = Extract<PythonStatement, { kind: 'import' }>;

const isImport = (statement: PythonStatement): statement is Import => statement.kind === 'import';

/** True when a name stands in the text only where it is imported. */
function isUnused({ names }: Import, text: string): boolean {
  const [only] = names;
  const local = only?.alias ?? only?.name ?? '';
  return /^\w+$/.test(local) && text.split(new RegExp(`\\b${local}\\b`)).length === 2;
}

/** Behind a shebang, an encoding and a docstring. */
function topOf(text: string, body: readonly PythonStatement[]): number {
  const [first] = body;
  if (first?.kind === 'expression' && first.value.kind === 'string') {
    const end = lineEnd(text, first.range.end - 1);
    return /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length === undefined ? end : end + (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0);
  }
  return /^(?:#!.*\r?\n)?(?:#.*coding[:=].*\r?\n)?/.exec(text)?.[0].length ?? 0;
}
