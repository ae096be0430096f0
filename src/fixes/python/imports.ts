import { bindingsOf, moduleBindings } from '../../code/python/bindings.ts';
import type { Binding } from '../../code/python/python-file.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { PythonModule } from '../../documents/python-tree.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { TextEdit } from '../../text/edit.ts';
import { givesSame } from './given-again.ts';
import { joinedImport } from './import-names.ts';
import { newImport, type WantedImport } from './import-place.ts';
import { scopesAround } from './scopes-around.ts';

/** The name under which an import is available and what has to be written for that (nothing, where the file has it); or why it cannot be. */
export type Import =
  | { readonly ok: true; readonly name: string; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly because: string };

/** Makes a module or a name of one available. `usedAt` is the offset of the code that needs it. */
export async function importEdit(file: SourceFile, wanted: WantedImport, usedAt = file.text.length): Promise<Import> {
  const parsed = await parsePythonFile(file);
  if (!parsed.ok) return { ok: false, because: `${file.path} cannot be read as Python` };
  const tree = parsed.document;
  const name = boundBy(wanted);
  const present = presentName(tree, wanted, usedAt);
  if (present !== undefined && !isHidden(tree, present, usedAt)) return { ok: true, name: present, edits: [] };
  const others = (moduleBindings(tree.body).names.get(name) ?? []).filter((binding) => !isImportOf(binding, wanted));
  if (others.length > 0 || isHidden(tree, name, usedAt)) return { ok: false, because: `${name} means something else in ${file.path}` };
  const edit = (typeof wanted === 'string' ? undefined : joinedImport(file.text, tree, wanted, usedAt)) ?? newImport(file.text, tree, wanted, usedAt);
  return { ok: true, name: typeof wanted === 'string' ? wanted : name, edits: [edit] };
}

/** The name that an import binds: `a` of `import a.b`. */
function boundBy(wanted: WantedImport): string {
  return typeof wanted === 'string' ? (wanted.split('.')[0] ?? wanted) : wanted.name;
}

/** What the file already calls it, by an import that surely ran before it is needed. */
function presentName(tree: PythonModule, wanted: WantedImport, usedAt: number): string | undefined {
  const module = typeof wanted === 'string' ? wanted : wanted.from;
  const suffix = typeof wanted === 'string' ? '' : `.${wanted.name}`;
  const before = tree.body.filter(({ range }) => range.end <= usedAt);
  for (const statement of before) {
    if (typeof wanted === 'string' || statement.kind !== 'import-from' || statement.level > 0 || !givesSame(statement.module, wanted)) continue;
    const found = statement.names.find(({ name }) => name === wanted.name);
    if (found !== undefined) return found.alias ?? found.name;
  }
  for (const statement of before) {
    if (statement.kind !== 'import') continue;
    const found = statement.names.find(({ name, alias }) => name === module || (alias === undefined && name.startsWith(`${module}.`)));
    if (found !== undefined) return `${found.alias ?? module}${suffix}`;
  }
  return undefined;
}

function isImportOf(binding: Binding, wanted: WantedImport): boolean {
  if (typeof wanted === 'string') return binding.kind === 'import' && binding.module.split('.')[0] === boundBy(wanted);
  return binding.kind === 'from' && binding.level === 0 && givesSame(binding.module, wanted) && binding.name === wanted.name;
}

/** True where a function or class around a place, or a later line of the module, gives the name another meaning. */
function isHidden(tree: PythonModule, dotted: string, usedAt: number): boolean {
  const name = dotted.split('.')[0] ?? dotted;
  const ofModule = moduleBindings(tree.body).names.get(name) ?? [];
  if (ofModule.some(({ kind }) => kind !== 'import' && kind !== 'from')) return true;
  return scopesAround(tree.body, usedAt).some((scope) => bindingsOf(scope).names.has(name));
}
