import { parsePythonFile } from '../documents/python.ts';
import type { PythonFunction, PythonModule, PythonStatement } from '../documents/python-tree.ts';
import { folderOf, joinPath } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Following } from './engine.ts';
import type { ShellState } from './path.ts';
import { expandedIn, exportedVariable } from './path.ts';
import type { PythonScope, PythonValue } from './python-values.ts';
import { evaluate, namesSetIn } from './python-values.ts';

/** A Python file of the project, run as far as reading goes. */
export interface PythonFile {
  readonly file: SourceFile;
  readonly module: PythonModule;
  readonly scope: PythonScope;
  readonly functions: ReadonlyMap<string, PythonFunction>;
  /** Names that were imported from other files of the project: local name to file and name. */
  readonly imported: ReadonlyMap<string, { readonly file: PythonFile; readonly name: string }>;
}

/** What reading Python files shares. */
export interface PythonRun {
  readonly run: Following;
  readonly state: ShellState;
  /** Folders in which modules are looked up, in order. */
  readonly folders: readonly string[];
}

interface Builder {
  readonly file: SourceFile;
  readonly scope: PythonScope;
  readonly functions: Map<string, PythonFunction>;
  readonly imported: Map<string, { readonly file: PythonFile; readonly name: string }>;
  readonly python: PythonRun;
  readonly depth: number;
}

/** Files that one file imports from, one from the other: a chain longer than this is not a configuration. */
const MAXIMUM_DEPTH = 4;

/** Reads a file and calculates its module-level names; `main` is true for the file that is started. */
export async function runPythonFile(path: string, python: PythonRun, main: boolean, depth = 0): Promise<PythonFile | undefined> {
  const file = python.run.input.files.read(path);
  if (file === undefined || depth > MAXIMUM_DEPTH || python.run.budget <= 0) return undefined;
  python.run.budget -= 10;
  python.run.files.add(path);
  const parsed = await parsePythonFile(file);
  if (!parsed.ok) {
    python.run.problems.push({ kind: 'syntax', path, message: parsed.problem.message, at: { file, range: parsed.problem.range } });
    return undefined;
  }
  const scope: PythonScope = { names: new Map(), environment: (name) => environmentOf(python.state, name) };
  const start = { start: 0, end: 0 };
  const own = { text: main ? '__main__' : '', value: main ? '__main__' : '', reason: undefined, variables: [], opaque: false, splits: false };
  scope.names.set('__name__', { value: { kind: 'text', expanded: own }, range: start });
  const builder: Builder = { file, scope, functions: new Map(), imported: new Map(), python, depth };
  await runStatements(parsed.document.body, builder);
  return { file, module: parsed.document, scope, functions: builder.functions, imported: builder.imported };
}

function environmentOf(state: ShellState, name: string): ReturnType<PythonScope['environment']> {
  if (expandedIn(state, name) === undefined) return undefined;
  return exportedVariable(state, name)?.expanded ?? 'unset';
}

async function runStatements(statements: readonly PythonStatement[], builder: Builder): Promise<void> {
  for (const statement of statements) await runStatement(statement, builder);
}

async function runStatement(statement: PythonStatement, builder: Builder): Promise<void> {
  const { scope } = builder;
  switch (statement.kind) {
    case 'import':
      for (const name of statement.names) {
        const local = name.alias ?? name.name.split('.')[0] ?? name.name;
        scope.names.set(local, { value: { kind: 'object', path: name.alias === undefined ? local : name.name }, range: name.range });
        await importModule(name.name, 0, local, builder);
      }
      return;
    case 'import-from': return importNames(statement, builder);
    case 'assign': return assign(statement, scope);
    case 'function':
      builder.functions.set(statement.name, statement);
      scope.names.set(statement.name, { value: { kind: 'object', path: statement.name }, range: statement.nameRange });
      return;
    case 'class':
      scope.names.set(statement.name, { value: { kind: 'object', path: statement.name }, range: statement.nameRange });
      return;
    case 'if': return runIf(statement, builder);
    case 'loop': return forget(statement.body, scope, 'a loop sets it');
    case 'with': return runStatements(statement.body, builder);
    case 'try':
      await runStatements(statement.body, builder);
      statement.handlers.forEach((handler) => forget(handler, scope, 'it depends on an error'));
      return runStatements([...statement.otherwise, ...statement.finally], builder);
    default: return;
  }
}

/** Runs an assignment in a scope. */
export function assign(statement: Extract<PythonStatement, { kind: 'assign' }>, scope: PythonScope): void {
  if (statement.value === undefined) return;
  const value = statement.operator === '=' || statement.operator === ''
    ? evaluate(statement.value, scope)
    : augmented(statement, scope);
  for (const target of statement.targets) {
    if (target.kind === 'name') scope.names.set(target.name, { value, range: statement.value.range });
    else if (target.kind === 'tuple' || target.kind === 'list') {
      target.items.forEach((item, index) => {
        const part: PythonValue = value.kind === 'list' ? (value.items[index] ?? { kind: 'unknown', reason: 'only a run would tell' }) : { kind: 'unknown', reason: 'only a run would tell' };
        if (item.kind === 'name') scope.names.set(item.name, { value: part, range: statement.range });
      });
    }
  }
}

function augmented(statement: Extract<PythonStatement, { kind: 'assign' }>, scope: PythonScope): PythonValue {
  const [target] = statement.targets;
  if (target === undefined || statement.value === undefined) return { kind: 'unknown', reason: 'only a run would tell' };
  return evaluate({ kind: 'binary', operator: statement.operator.replace(/=$/, ''), left: target, right: statement.value, range: statement.range }, scope);
}

async function runIf(statement: Extract<PythonStatement, { kind: 'if' }>, builder: Builder): Promise<void> {
  const test = evaluate({ kind: 'unary', operator: 'not', value: statement.test, range: statement.test.range }, builder.scope);
  if (test.kind === 'boolean') return runStatements(test.expanded.text === 'True' ? statement.otherwise : statement.body, builder);
  forget([...statement.body, ...statement.otherwise], builder.scope, 'a condition decides it');
}

function forget(statements: readonly PythonStatement[], scope: PythonScope, reason: string): void {
  for (const name of namesSetIn(statements)) {
    const range = scope.names.get(name)?.range ?? statements[0]?.range ?? { start: 0, end: 0 };
    scope.names.set(name, { value: { kind: 'unknown', reason }, range });
  }
}

async function importNames(statement: Extract<PythonStatement, { kind: 'import-from' }>, builder: Builder): Promise<void> {
  const found = await importModule(statement.module, statement.level, undefined, builder);
  if (statement.star && found !== undefined) {
    for (const [name, binding] of found.scope.names) if (!name.startsWith('_')) builder.scope.names.set(name, binding);
  }
  for (const name of statement.names) {
    const local = name.alias ?? name.name;
    const binding = found?.scope.names.get(name.name);
    const value: PythonValue = binding?.value ?? { kind: 'object', path: statement.level > 0 ? `.${statement.module}.${name.name}` : `${statement.module}.${name.name}` };
    builder.scope.names.set(local, { value, range: name.range });
    if (found !== undefined) builder.imported.set(local, { file: found, name: name.name });
  }
}

/** The project's file of a module, when it is one of the project. */
async function importModule(module: string, level: number, local: string | undefined, builder: Builder): Promise<PythonFile | undefined> {
  if (builder.depth >= MAXIMUM_DEPTH) return undefined;
  const { python, file } = builder;
  const folders = level > 0 ? [`${folderOf(file.path)}${'/..'.repeat(level - 1)}`] : [folderOf(file.path), ...python.folders];
  const path = modulePath(module, folders, python.run);
  if (path === undefined || path === file.path) return undefined;
  const found = await runPythonFile(path, python, false, builder.depth + 1);
  if (found !== undefined && local !== undefined && (local !== module.split('.')[0] || !module.includes('.'))) {
    builder.imported.set(local, { file: found, name: '' });
    builder.scope.names.set(local, { value: { kind: 'object', path: module, members: found.scope.names }, range: builder.scope.names.get(local)?.range ?? { start: 0, end: 0 } });
  }
  return found;
}

/** The file of a module in one of some folders: `a/b.py` or `a/b/__init__.py`. */
export function modulePath(module: string, folders: readonly string[], run: Following): string | undefined {
  const inside = module.replaceAll('.', '/');
  for (const folder of folders) {
    for (const suffix of inside === '' ? ['/__init__.py'] : ['.py', '/__init__.py']) {
      const path = joinPath(folder, `${inside}${suffix}`.replace(/^\//, ''));
      if (path !== undefined && run.input.files.has(path)) return path;
    }
  }
  return undefined;
}
