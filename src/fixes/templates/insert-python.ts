import { bindingsOf, moduleBindings } from '../../code/python/bindings.ts';
import { parsePython, parsePythonFile } from '../../documents/python.ts';
import type { PythonCall, PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import type { Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { edited, refused } from '../planned.ts';
import { importEdit } from '../python/imports.ts';
import type { Insertion } from './insert-template.ts';
import { blockBelow } from './blank-lines.ts';
import { itemsIntoList } from './python-list.ts';
import { lastRegistration, makingAt, type PythonMaking } from './python-place.ts';
import { pythonStyle, restyledPython } from './python-style.ts';
import { renderTemplate } from './render-template.ts';

type ImportFrom = PythonStatement & { readonly kind: 'import-from' };
type Assign = PythonStatement & { readonly kind: 'assign' };

/** A template taken apart: its imports, its list whose items join a list of the file, and the code between. */
interface Parts {
  readonly imports: readonly ImportFrom[];
  readonly list: Assign | undefined;
  readonly code: readonly PythonStatement[];
}

/** Puts a template into a Python file, beside the object that is made at a place. */
export async function insertPython({ template, path, change, file, at }: Insertion, context: FixContext): Promise<Planned> {
  const parsed = await parsePythonFile(file);
  if (!parsed.ok || parsed.document.errors.length > 0) return refused(`${file.path} cannot be read as Python`);
  const tree = parsed.document;
  const making = makingAt(tree.body, at);
  if (making === undefined) return refused(`${file.path} gives the application no name of its own`);
  if (hasDependencies(making, at)) return refused(`every route of ${file.path} asks for the dependencies of its application`);
  const rendered = await renderTemplate(template, { ...change.with, 'web.app': making.name }, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const parts = await partsOf(rendered.text, path, making.name);
  const taken = takenName(parts, tree, making);
  if (taken !== undefined) return refused(`${file.path} has another ${taken} already`);
  const written = writtenParts(rendered.text, parts, { file, tree, making });
  if (written === undefined) return refused(`${making.name} in ${file.path} is no list that can be added to`);
  const imports = await importEdits(file, parts.imports, written.at);
  return 'because' in imports ? refused(imports.because) : edited(file.path, [...imports.edits, ...written.edits]);
}

async function partsOf(text: string, path: string, name: string): Promise<Parts & { readonly tree: PythonModule }> {
  const parsed = await parsePython(text);
  if (!parsed.ok || parsed.document.errors.length > 0) throw new Error(`the template ${path} is no Python once it is filled in`);
  const { body } = parsed.document;
  const list = body.find((statement): statement is Assign => statement.kind === 'assign' && isNamed(statement, name) && statement.value?.kind === 'list');
  const imports = body.filter((statement): statement is ImportFrom => statement.kind === 'import-from');
  return { imports, list, code: body.filter((statement) => statement !== list && !imports.includes(statement as ImportFrom)), tree: parsed.document };
}

const isNamed = ({ targets: [target] }: Assign, name: string): boolean => target?.kind === 'name' && target.name === name;

/** FastAPI asks the dependencies of the application for each route, so that a probe would be refused where they ask who it is. */
function hasDependencies({ block, index }: PythonMaking, at: { readonly start: number }): boolean {
  const statement = block[index];
  const value = statement?.kind === 'assign' ? statement.value : undefined;
  const call: PythonCall | undefined = value?.kind === 'call' && value.range.start <= at.start ? value : undefined;
  return call?.arguments.some(({ name }) => name === 'dependencies') === true;
}

/** A name that the template would define a second time. */
function takenName({ code }: Parts, tree: PythonModule, { within }: PythonMaking): string | undefined {
  const names = code.flatMap((statement) => (statement.kind === 'function' || statement.kind === 'class' ? [statement.name] : []));
  const scopes = [moduleBindings(tree.body), ...within.map((scope) => bindingsOf(scope))];
  return names.find((name) => scopes.some((scope) => scope.names.has(name)));
}

interface Target {
  readonly file: SourceFile;
  readonly tree: PythonModule;
  readonly making: PythonMaking;
}

interface Written {
  readonly edits: readonly TextEdit[];
  /** Where the code that needs the imports stands. */
  readonly at: number;
}

function writtenParts(text: string, parts: Parts & { readonly tree: PythonModule }, { file, tree, making }: Target): Written | undefined {
  const own = making.block[making.index];
  const after = parts.list === undefined ? lastRegistration(making) : making.block[making.index - 1];
  if (own === undefined) return undefined;
  const style = pythonStyle(file.text, tree);
  const base = indentAt(file.text, own.range.start);
  const code = codeOf(text, parts);
  const restyled = (piece: string) => restyledPiece(piece, { style, base });
  void restyled;
  void code;
  void after;
  return undefined;
}
