import type { CallExpression, Class, Expression, NewExpression, Node, Program, TaggedTemplateExpression } from 'oxc-parser';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import type { FunctionNode, Path } from './tree.ts';

/** What a name stands for in its scope. */
export type Binding =
  | { readonly kind: 'import'; readonly source: string; readonly imported: string }
  | VariableBinding
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly used: Range[] }
  | { readonly kind: 'class'; readonly node: Class }
  | ParameterBinding;

export interface VariableBinding {
  readonly kind: 'variable';
  readonly name: string;
  readonly initial: Expression | undefined;
  /** Keys of the pattern that leads to the name: ['a'] in `const { a: b } = x`. */
  readonly keys: readonly string[];
  /** The default in the pattern: `const { port = 3000 } = x`. */
  readonly fallback: Expression | undefined;
  /** Values assigned later. */
  readonly assigned: Expression[];
  /** The scope that declares it. */
  readonly scope: Scope;
}

export interface ParameterBinding {
  readonly kind: 'parameter';
  readonly name: string;
  readonly owner: FunctionNode;
  readonly index: number;
  readonly keys: readonly string[];
  readonly fallback: Expression | undefined;
}

/** A stretch of code with its own names. */
export interface Scope {
  readonly range: Range;
  readonly parent: Scope | undefined;
  readonly children: Scope[];
  readonly bindings: Map<string, Binding>;
}

/** A call, `new` or decorated thing with what stands around it. */
export interface Site {
  readonly module: Module;
  readonly node: CallExpression | NewExpression;
  readonly path: Path;
}

/** A piece of code in its file. */
export interface Place<N extends Node = Node> {
  readonly module: Module;
  readonly node: N;
}

/** What a module gives to others under a name. */
export type Export =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'value'; readonly node: Node }
  | { readonly kind: 'from'; readonly source: string; readonly imported: string };

/** One parsed file. */
export interface Module {
  readonly path: string;
  readonly file: SourceFile;
  readonly program: Program;
  readonly scope: Scope;
  readonly sites: readonly Site[];
  /** Templates behind a tag: sql`SELECT ...`. */
  readonly templates: readonly { readonly node: TaggedTemplateExpression; readonly path: Path }[];
  readonly classes: readonly { readonly node: Class; readonly path: Path }[];
  /** By exported name; 'default', and '=' for `module.exports = ...`. */
  readonly exports: ReadonlyMap<string, Export>;
  readonly starExports: readonly string[];
  /** Modules it names in import, require and import(), types left out. */
  readonly sources: readonly string[];
  /** Values of `this.x = ...` and fields, per class. */
  readonly members: ReadonlyMap<Class, ReadonlyMap<string, Expression>>;
  /** Assignments that are neither to a plain name nor to `this`: `a.b = c`, `a[b] = c`. */
  readonly assignments: readonly { readonly path: Path; readonly target: Expression; readonly value: Expression }[];
}

/** The innermost scope around an offset. */
export function scopeAt(module: Module, offset: number): Scope {
  let current = module.scope;
  for (;;) {
    const inner = innerScope(current.children, offset);
    if (inner === undefined) return current;
    current = inner;
  }
}

/** What a name means at an offset. */
export function lookUp(module: Module, name: string, offset: number): Binding | undefined {
  let scope: Scope | undefined = scopeAt(module, offset);
  while (scope !== undefined) {
    const binding = scope.bindings.get(name);
    if (binding !== undefined) return binding;
    scope = scope.parent;
  }
  return undefined;
}

/** Children are in the order of the text and never overlap. */
function innerScope(children: readonly Scope[], offset: number): Scope | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const scope = children[middle];
    if (scope === undefined) return undefined;
    if (offset < scope.range.start) high = middle - 1;
    else if (offset >= scope.range.end) low = middle + 1;
    else return scope;
  }
  return undefined;
}
