import { bindingsOf, moduleBindings } from '../../code/python/bindings.ts';
import type { PythonExpression, PythonModule } from '../../documents/python-tree.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import { scopesAround } from './scopes-around.ts';

/** A Python file with its tree. */
export interface Written {
  readonly file: SourceFile;
  readonly tree: PythonModule;
}

/** An argument of a call or a pair of a dictionary. */
export interface Entry {
  /** The keyword, or the key where it is a text. */
  readonly name: string | undefined;
  readonly splat: '' | '*' | '**';
  readonly range: Range;
  /** The keyword or the key as it is written. */
  readonly nameRange: Range | undefined;
  readonly value: PythonExpression;
}

/** What holds options: the arguments of a call, or a dictionary. */
export interface Container {
  readonly kind: 'call' | 'dict';
  readonly brackets: Range;
  readonly entries: readonly Entry[];
  /** The entry of another container that it is the value of, where it stands in it. */
  readonly inside?: { readonly container: Container; readonly index: number };
}

/** A call or a dictionary as a container. */
export function containerOf(expression: PythonExpression): Container | undefined {
  if (expression.kind === 'call') {
    if (expression.brackets === undefined) return undefined;
    const entries = expression.arguments.map(({ name, splat, range, value }): Entry => ({
      name, splat, range, value, nameRange: name === undefined ? undefined : { start: range.start, end: range.start + name.length } }));
    return { kind: 'call', brackets: expression.brackets, entries };
  }
  if (expression.kind !== 'dict') return undefined;
  const entries = expression.entries.map(({ key, range, value }): Entry => ({
    name: key?.kind === 'string' ? key.value : undefined, nameRange: key?.range, splat: key === undefined ? '**' : '', range, value }));
  return { kind: 'dict', brackets: expression.range, entries };
}

/** Where an option stands, or would stand. */
export type Located =
  | { readonly kind: 'entry'; readonly container: Container; readonly index: number; readonly entry: Entry }
  | { readonly kind: 'missing'; readonly container: Container; readonly path: readonly string[] }
  /** Its dictionary is made in a way that only a run would tell; the reason. */
  | { readonly kind: 'hidden'; readonly because: string };

/** Follows the path of an option into a container, through dictionaries and the variables that hold them. */
export function locate(written: Written, container: Container, path: readonly string[]): Located {
  const [head = '', ...rest] = path;
  const index = container.entries.findLastIndex(({ name }) => name === head);
  const entry = container.entries[index];
  if (entry === undefined) {
    for (const each of container.entries.filter(({ splat }) => splat === '**')) {
      const found = dictionaryOf(written, each.value);
      const located = found && locate(written, found, path);
      if (located?.kind === 'entry') return located;
    }
    return { kind: 'missing', container, path };
  }
  if (rest.length === 0) return { kind: 'entry', container, index, entry };
  const inner = dictionaryOf(written, entry.value);
  if (inner === undefined) return { kind: 'hidden', because: `${head} is no dictionary that stands in ${written.file.path}` };
  return locate(written, inner.brackets.start >= entry.range.start && inner.brackets.end <= entry.range.end ? { ...inner, inside: { container, index } } : inner, rest);
}

/** A dictionary that is written where it is used, or in the one place that a name of the file gets its value. */
function dictionaryOf(written: Written, expression: PythonExpression): Container | undefined {
  if (expression.kind === 'dict' || (expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'dict')) return containerOf(expression);
  if (expression.kind !== 'name') return undefined;
  const { body } = written.tree;
  const scopes = [moduleBindings(body), ...scopesAround(body, expression.range.start).map((scope) => bindingsOf(scope))];
  const bindings = scopes.findLast(({ names }) => names.has(expression.name))?.names.get(expression.name) ?? [];
  const [only] = bindings;
  if (bindings.length !== 1 || only?.kind !== 'value' || only.value.kind === 'name') return undefined;
  return dictionaryOf(written, only.value);
}
