import { bindingsOf, moduleBindings } from '../../code/python/bindings.ts';
import { parsePython, parsePythonFile } from '../../documents/python.ts';
import { dottedName, type PythonExpression, type PythonModule, type PythonStatement } from '../../documents/python-tree.ts';
import type { Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { TextEdit } from '../../text/edit.ts';
import { indentAt } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { edited, refused } from '../planned.ts';
import { aboveComments } from '../python/comments.ts';
import { importEdit } from '../python/imports.ts';
import { isHealthRoute, type Insertion } from './insertion.ts';
import { blockAbove, blockBelow, indented } from './blank-lines.ts';
import { appended, listIn } from './python-list.ts';
import { lastRegistration, makingAt, type PythonMaking } from './python-place.ts';
import { pythonStyle, restyledPython } from './python-style.ts';
import { djangoGuard, pythonGuard } from './python-guards.ts';
import { renderTemplate } from './render-template.ts';

type ImportFrom = PythonStatement & { readonly kind: 'import-from' };

/** A template that is filled in and written as the file is: its imports, its code, and the items of its list that join a list of the file. */
interface Parts {
  readonly imports: readonly ImportFrom[];
  readonly code: string;
  /** Names that the code defines. */
  readonly defines: readonly string[];
  readonly items: readonly string[];
}

/** The file, and the object in it that the template goes beside. */
interface Target {
  readonly file: SourceFile;
  readonly tree: PythonModule;
  readonly making: PythonMaking;
  readonly statement: PythonStatement;
}

/** Puts a template into a Python file, beside the object that is made at a place. */
export async function insertPython(insertion: Insertion, context: FixContext): Promise<Planned> {
  const { template, path, change, file, at } = insertion;
  const parsed = await parsePythonFile(file);
  if (!parsed.ok || parsed.document.errors.length > 0) return refused(`${file.path} cannot be read as Python`);
  const tree = parsed.document;
  const making = makingAt(tree.body, at);
  const statement = making?.block[making.index];
  if (making === undefined || statement === undefined) return refused(`${file.path} gives the application no name of its own`);
  const guard = isHealthRoute(insertion) ? (path.startsWith('django/') ? djangoGuard(context) : pythonGuard(tree, making.name, at)) : undefined;
  if (guard !== undefined) return refused(guard);
  const rendered = await renderTemplate(template, { ...change.with, 'web.app': making.name }, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const target: Target = { file, tree, making, statement };
  const written = await partsOf(rendered.text, path, target);
  const imports = await importEdits(isAlone(written, tree) ? [] : written.imports, target);
  if ('because' in imports) return refused(imports.because);
  const parts = { ...written, code: withNames(written.code, imports.names) };
  const taken = parts.defines.find((name) => isTaken(name, target));
  if (taken !== undefined) return refused(`${file.path} has another ${taken} already`);
  const edits = parts.items.length === 0 ? [codeBelow(parts, target)] : listEdits(isAlone(parts, tree) ? withImports(parts) : parts, target);
  if (edits === undefined) return refused(`${making.name} in ${file.path} is no list that can be added to`);
  return edited(file.path, [...imports.edits, ...edits]);
}

/** True where the imports come with the code above a list, as the file has none yet. */
const isAlone = ({ items }: Parts, { body }: PythonModule): boolean => items.length > 0 && !body.some(({ kind }) => kind === 'import' || kind === 'import-from');

/** The code with the names that the file has for what it imports: `time.perf_counter` for `perf_counter`. */
function withNames(code: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((text, [name, own]) => text.replaceAll(new RegExp(`(?<![\\w.])${name}\\b`, 'g'), own), code);
}

async function partsOf(rendered: string, path: string, { file, tree, making }: Target): Promise<Parts> {
  const style = pythonStyle(file.text, tree);
  const text = restyledPython(rendered, await templateTree(rendered, path), style);
  const { body } = await templateTree(text, path);
  const list = body.find((each) => each.kind === 'assign' && each.targets.some((target) => target.kind === 'name' && target.name === making.name));
  const items = list?.kind === 'assign' && list.value?.kind === 'list' ? list.value.items : [];
  const imports = body.filter((each): each is ImportFrom => each.kind === 'import-from');
  return {
    imports,
    code: text.slice(imports.at(-1)?.range.end ?? 0, list?.range.start ?? text.length).trim(),
    defines: body.flatMap((each) => (each.kind === 'function' || each.kind === 'class' ? [each.name] : [])),
    items: items.map(({ range }) => text.slice(range.start, range.end)),
  };
}

async function templateTree(text: string, path: string): Promise<PythonModule> {
  const parsed = await parsePython(text);
  if (!parsed.ok || parsed.document.errors.length > 0) throw new Error(`the template ${path} is no Python once it is filled in`);
  return parsed.document;
}

function isTaken(name: string, { tree, making }: Target): boolean {
  return [moduleBindings(tree.body), ...making.within.map((scope) => bindingsOf(scope))].some((scope) => scope.names.has(name));
}

/** Two blank lines around definitions of a module, one inside a function. https://peps.python.org/pep-0008/#blank-lines */
const blanksIn = ({ within }: PythonMaking): number => (within.length === 0 ? 2 : 1);

function codeBelow({ code }: Parts, { file, making, statement }: Target): TextEdit {
  const base = indentAt(file.text, statement.range.start);
  const after = lastRegistration(making) ?? statement;
  return blockBelow(file.text, after.range.end, { code: indented(code, base), blanks: blanksIn(making) });
}

/** The code above the list, below a comment that stands over it, and the items in it. */
function listEdits({ code, items }: Parts, { file: { text }, tree, making, statement }: Target): readonly TextEdit[] | undefined {
  const list = statement.kind === 'assign' ? listIn(statement.value) : undefined;
  if (list === undefined || !isWrittenAlike(list.items, items)) return undefined;
  const base = indentAt(text, statement.range.start);
  const edits = appended(text, list, items, { indent: pythonStyle(text, tree).indent, comments: tree.comments });
  if (code === '') return edits;
  const above = aboveComments(text, tree, statement.range.start);
  return [blockAbove(text, above, { code: indented(code, base), blanks: blanksIn(making) }), ...edits];
}

/** The code with its imports above it, for a file that imports nothing yet. */
const withImports = (parts: Parts): Parts => ({ ...parts, code: `${parts.imports.map(importLine).join('\n')}\n\n\n${parts.code}` });

const importLine = ({ module, names }: ImportFrom): string => `from ${module} import ${names.map(({ name }) => name).join(', ')}`;

/** True where items are calls of the function that the list's own items call: an old Django knows no `path`. */
function isWrittenAlike(own: readonly PythonExpression[], added: readonly string[]): boolean {
  const calls = own.flatMap((item) => (item.kind === 'call' ? [dottedName(item.callee) ?? ''] : []));
  return calls.length === 0 || added.every((item) => calls.some((name) => item.startsWith(`${name}(`)));
}

type Imports = { readonly edits: readonly TextEdit[]; readonly names: ReadonlyMap<string, string> } | { readonly because: string };

async function importEdits(imports: readonly ImportFrom[], { file, statement }: Target): Promise<Imports> {
  const edits: TextEdit[] = [];
  const names = new Map<string, string>();
  for (const { module, names: wanted } of imports) {
    for (const { name } of wanted) {
      const made = await importEdit(file, { from: module, name }, statement.range.start);
      if (!made.ok) return { because: made.because };
      if (made.name !== name) names.set(name, made.name);
      edits.push(...made.edits);
    }
  }
  return { edits, names };
}
