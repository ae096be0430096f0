import { instanceOf } from '../../../code/python/instances.ts';
import { externalName, isFrom } from '../../../code/python/origins.ts';
import type { Program } from '../../../code/python/program.ts';
import type { PythonFile, Spot } from '../../../code/python/python-file.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { importEdit } from '../imports.ts';
import { quoted } from '../quotes.ts';

type Test =
  | { readonly ok: true; readonly text: string; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly because: string };

/** A test that holds when a variable of the environment says so, in the way that the file reads its other variables. */
export async function environmentTest(program: Program, { expression, place }: Spot, variable: string): Promise<Test> {
  const { file } = place;
  const name = quoted(variable, file);
  const own = ownReader(program, file, expression.range.start);
  if (own !== undefined) return { ok: true, text: own(name), edits: [] };
  const os = await importEdit(file.source, 'os', expression.range.start);
  if (!os.ok) return os;
  return { ok: true, text: `${os.name}.environ.get(${name}) == ${quoted('1', file)}`, edits: os.edits };
}

/** How the file asks for a variable: by decouple, an Env of environ or environs, Starlette's Config, or os. */
function ownReader(program: Program, file: PythonFile, before: number): ((name: string) => string) | undefined {
  const { text } = file.source;
  for (const { call: { callee }, place } of file.calls) {
    if (!isBoundBefore(file, callee, before)) continue;
    const written = text.slice(callee.range.start, callee.range.end);
    const external = externalName(program, callee, place);
    if (isFrom(external, 'decouple', 'config')) return (name) => `${written}(${name}, default=False, cast=bool)`;
    if (external === 'os.getenv' || external === 'os.environ.get') return (name) => `${written}(${name}) == ${quoted('1', file)}`;
    if (isFrom(instanceOf(program, callee, place)?.library, 'starlette', 'Config')) return (name) => `${written}(${name}, cast=bool, default=False)`;
    const object = callee.kind === 'attribute' ? callee.object : callee;
    const library = instanceOf(program, object, place)?.library;
    if (object.kind === 'name' && (isFrom(library, 'environ', 'Env', 'FileAwareEnv') || isFrom(library, 'environs', 'Env'))) {
      return (name) => `${object.name}.bool(${name}, default=False)`;
    }
  }
  return undefined;
}

/** True when the first name of a dotted one is bound at the top of the module before an offset. */
function isBoundBefore(file: PythonFile, expression: PythonExpression, offset: number): boolean {
  let root = expression;
  while (root.kind === 'attribute') root = root.object;
  const bindings = root.kind === 'name' ? file.bindings.names.get(root.name) : undefined;
  return bindings?.length === 1 && (bindings[0]?.range.end ?? offset + 1) <= offset && bindings[0]?.guards.length === 0;
}
