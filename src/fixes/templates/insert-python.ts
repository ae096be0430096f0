import { bindingsOf, moduleBindings } from '../../code/python/bindings.ts';
import { everyExpression } from '../../code/python/walk.ts';
import { parsePython, parsePythonFile } from '../../documents/python.ts';
import { dottedName, type PythonExpression, type PythonModule, type PythonStatement } from '../../documents/python-tree.ts';
import type { Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
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
  const isFirst = isAlone(written, tree);
  const imports = await importEdits(isFirst ? [] : written.imports, target);
  if ('because' in imports) return refused(imports.because);
  const parts = await renamed(written, imports.names);
  const taken = parts.defines.find((name) => isTaken(name, target));
  if (taken !== undefined) return refused(`${file.path} has another ${taken} already`);
  const edits = parts.items.length === 0 ? [codeBelow(parts, target)] : listEdits(isFirst ? withImports(parts) : parts, target);
  if (edits === undefined) return refused(`${making.name} in ${file.path} is no list that can be added to`);
  return edited(file.path, [...imports.edits, ...edits]);
}

/** True where the imports come with the code above a list, as the file has none yet. */
const isAlone = ({ items }: Parts, { body }: PythonModule): boolean => items.length > 0 && !body.some(({ kind }) => kind === 'import' || kind === 'import-from');

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
  const blanks = blanksIn(making);
  const after = lastRegistration(making) ?? statement;
  return blockBelow(file.text, after.range.end, { code: indented(blanks === 1 ? code.replaceAll(/\n{3,}/g, '\n\n') : code, base), blanks });
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

interface Imported {
  readonly edits: readonly TextEdit[];
  /** What the file calls a name that it has otherwise: `os.environ` where it imports `os`. */
  readonly names: ReadonlyMap<string, string>;
}

/** The imports of a template; what the file has under another name keeps that one. */
async function importEdits(imports: readonly ImportFrom[], { file, statement }: Target): Promise<Imported | { readonly because: string }> {
  const edits: TextEdit[] = [];
  const renames = new Map<string, string>();
  for (const { module, names: wanted } of imports) {
    const ofModule: (readonly [string, TextEdit])[] = [];
    for (const { name } of wanted) {
      const made = await importEdit(file, { from: module, name }, statement.range.start);
      if (!made.ok) return { because: made.because };
      if (made.name !== name) renames.set(name, made.name);
      ofModule.push(...made.edits.map((edit) => [name, edit] as const));
    }
    edits.push(...joinedLines(ofModule));
  }
  return { edits: withoutGaps(edits), names: renames };
}

/** New lines of imports at one place stand together: only the last keeps the blank line below it. */
function withoutGaps(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit, index) => {
    const isFollowed = edits.slice(index + 1).some(({ range }) => range.start === edit.range.start && range.end === edit.range.end);
    return isFollowed ? { ...edit, text: edit.text.replace(/(\r?\n)(?:\r?\n)+$/, '$1') } : edit;
  });
}

/** The code with names of the file in place of those of the template. */
async function renamed(parts: Parts, names: ReadonlyMap<string, string>): Promise<Parts> {
  const parsed = names.size === 0 ? undefined : await parsePython(parts.code);
  if (parsed?.ok !== true) return parts;
  const edits = [...everyExpression(parsed.document.body)].flatMap((each): readonly TextEdit[] => {
    const name = each.kind === 'name' ? names.get(each.name) : undefined;
    return name === undefined ? [] : [{ range: each.range, text: name }];
  });
  return { ...parts, code: applyEdits(parts.code, edits) };
}

/** One line for all names of a module, where each would get a line of its own. */
function joinedLines(edits: readonly (readonly [string, TextEdit])[]): readonly TextEdit[] {
  const [first] = edits;
  if (first === undefined) return [];
  const [name, edit] = first;
  const [before, after] = edit.text.split(`import ${name}`);
  const isAlike = edits.every(([own, { range, text }]) => range.start === edit.range.start && text === `${before}import ${own}${after}`);
  if (before === undefined || after === undefined || !isAlike) return edits.map(([, each]) => each);
  return [{ ...edit, text: `${before}import ${edits.map(([own]) => own).join(', ')}${after}` }];
}
