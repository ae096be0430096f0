import type { CallSite, PythonFile } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import { everyExpression } from '../../../code/python/walk.ts';
import type { PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import { baseName, folderOf } from '../../../model/files.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';

/** The line of an import that only these calls used goes, when it imports nothing else and no other file takes the name from here. */
export function withoutImport(program: Program, file: PythonFile, calls: readonly CallSite[]): readonly TextEdit[] {
  const { text } = file.source;
  const names = new Set(calls.map(({ call }) => rootOf(call.callee)));
  const used = [...everyExpression(file.tree.body)].filter((each) => each.kind === 'name');
  return [...names].flatMap((name) => {
    const gone = calls.filter(({ call }) => rootOf(call.callee) === name).length;
    if (name === undefined || used.filter((each) => each.name === name).length > gone || mentions(file, name) > gone + 1) return [];
    const statement = file.tree.body.find((each) => (each.kind === 'import' || each.kind === 'import-from') && each.names.length === 1
      && (each.names[0]?.alias ?? each.names[0]?.name) === name);
    if (statement === undefined || [...program.files.values()].some((other) => other !== file && takes(other, file, name))) return [];
    const line = { start: lineStart(text, statement.range.start), end: lineEnd(text, statement.range.end) };
    const isAlone = text.slice(line.start, statement.range.start) === '' && text.slice(statement.range.end, line.end).trim() === '';
    return isAlone ? [{ range: line, text: '' }] : [];
  });
}

function rootOf(expression: PythonExpression): string | undefined {
  if (expression.kind === 'attribute') return rootOf(expression.object);
  return expression.kind === 'name' ? expression.name : undefined;
}

/** How often a word stands in code: in annotations and in `__all__` too, which are texts to the parser, but not in comments and other texts. */
function mentions({ source: { text }, tree }: PythonFile, word: string): number {
  const found = [...text.matchAll(new RegExp(`(?<![\\w.])${word}\\b`, 'g'))];
  const strings = [...everyExpression(tree.body.filter((statement) => !isExportList(statement)))]
    .filter((each) => each.kind === 'string' && !each.value.includes(`${word}.`)).map(({ range }) => range);
  return found.filter(({ index }) => ![...tree.comments, ...strings].some(({ start, end }) => start <= index && index < end)).length;
}

function isExportList(statement: PythonStatement): boolean {
  return statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.name === '__all__');
}

/** True for a file that takes the name from a module of this one's name. */
function takes(other: PythonFile, { path }: PythonFile, name: string): boolean {
  const own = baseName(path) === '__init__.py' ? baseName(folderOf(path)) : baseName(path).slice(0, -'.py'.length);
  return other.imports.some(({ module, names, star }) => (star || names.includes(name)) && ['', own].includes(module.split('.').at(-1) ?? ''));
}
