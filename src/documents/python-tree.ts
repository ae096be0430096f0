import type { Range } from '../text/range.ts';

/**
 * A plain tree of a Python file: what we need of the syntax, as objects with ranges. `python.ts` makes it from the parser's
 * tree in one walk, so that nobody else touches WebAssembly memory.
 */
export interface PythonModule {
  readonly kind: 'module';
  readonly body: readonly PythonStatement[];
  readonly range: Range;
  /** Places that the parser could not read. The rest of the tree is still good. */
  readonly errors: readonly Range[];
  /** From the `#` to the end of its line, in the order of the text. */
  readonly comments: readonly Range[];
}

interface Node {
  readonly range: Range;
}

export type PythonStatement =
  | (Node & { readonly kind: 'import'; readonly names: readonly ImportedName[] })
  | (Node & { readonly kind: 'import-from'; readonly module: string; readonly level: number; readonly names: readonly ImportedName[]; readonly star: boolean })
  | (Node & { readonly kind: 'assign'; readonly targets: readonly PythonExpression[]; readonly value: PythonExpression | undefined; readonly annotation: PythonExpression | undefined; readonly operator: string })
  | (Node & { readonly kind: 'expression'; readonly value: PythonExpression })
  | PythonFunction
  | PythonClass
  | (Node & { readonly kind: 'if'; readonly test: PythonExpression; readonly body: readonly PythonStatement[]; readonly otherwise: readonly PythonStatement[] })
  | (Node & { readonly kind: 'loop'; readonly header: readonly PythonExpression[]; readonly body: readonly PythonStatement[]; readonly async: boolean })
  | (Node & { readonly kind: 'with'; readonly items: readonly PythonWithItem[]; readonly clause: Range; readonly body: readonly PythonStatement[]; readonly async: boolean })
  | (Node & { readonly kind: 'try'; readonly body: readonly PythonStatement[]; readonly handlers: readonly (readonly PythonStatement[])[]; readonly otherwise: readonly PythonStatement[]; readonly finally: readonly PythonStatement[]; readonly finallyRange: Range | undefined })
  | (Node & { readonly kind: 'return' | 'raise'; readonly value: PythonExpression | undefined })
  | (Node & { readonly kind: 'match'; readonly subject: PythonExpression; readonly cases: readonly (readonly PythonStatement[])[] })
  | (Node & { readonly kind: 'global'; readonly names: readonly string[] })
  /** Anything else (assert, del, pass, print of Python 2): its expressions, for a search. */
  | (Node & { readonly kind: 'other'; readonly parts: readonly PythonExpression[] });

export interface ImportedName {
  /** `a.b` of `import a.b as c`; `x` of `from m import x as y`. */
  readonly name: string;
  readonly alias: string | undefined;
  readonly range: Range;
}

/** `make() as name` of a `with`; the clause around all items ends before the colon. */
export interface PythonWithItem extends Node {
  readonly value: PythonExpression;
  readonly name: string | undefined;
}

export interface PythonFunction extends Node {
  readonly kind: 'function';
  readonly name: string;
  readonly nameRange: Range;
  readonly async: boolean;
  readonly decorators: readonly PythonExpression[];
  readonly parameters: readonly PythonParameter[];
  readonly body: readonly PythonStatement[];
}

export interface PythonParameter {
  readonly name: string;
  readonly annotation: PythonExpression | undefined;
  readonly default: PythonExpression | undefined;
  /** `*` or `**` before the name. */
  readonly splat: '' | '*' | '**';
}

export interface PythonClass extends Node {
  readonly kind: 'class';
  readonly name: string;
  readonly nameRange: Range;
  readonly decorators: readonly PythonExpression[];
  readonly bases: readonly PythonExpression[];
  readonly keywords: readonly PythonArgument[];
  readonly body: readonly PythonStatement[];
}

export interface PythonArgument extends Node {
  /** Undefined for a positional argument. */
  readonly name: string | undefined;
  readonly value: PythonExpression;
  /** `*` or `**` before the value. */
  readonly splat: '' | '*' | '**';
}

export type PythonExpression =
  /** `parts` are the literals of one that is written as several, side by side. */
  | (Node & { readonly kind: 'string'; readonly value: string; readonly parts?: readonly PythonExpression[] })
  | (Node & { readonly kind: 'number'; readonly value: number })
  | (Node & { readonly kind: 'boolean'; readonly value: boolean })
  | (Node & { readonly kind: 'none' })
  | (Node & { readonly kind: 'name'; readonly name: string })
  | (Node & { readonly kind: 'attribute'; readonly object: PythonExpression; readonly name: string })
  | (Node & { readonly kind: 'subscript'; readonly object: PythonExpression; readonly index: PythonExpression })
  | PythonCall
  | (Node & { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly PythonExpression[] })
  | (Node & { readonly kind: 'dict'; readonly entries: readonly PythonEntry[] })
  /** Parts of an f-string: text as string nodes, replacements as what they hold. */
  | (Node & { readonly kind: 'fstring'; readonly parts: readonly PythonExpression[] })
  | (Node & { readonly kind: 'binary'; readonly operator: string; readonly left: PythonExpression; readonly right: PythonExpression })
  | (Node & { readonly kind: 'unary'; readonly operator: string; readonly value: PythonExpression })
  | (Node & { readonly kind: 'conditional'; readonly test: PythonExpression; readonly then: PythonExpression; readonly otherwise: PythonExpression })
  | (Node & { readonly kind: 'await'; readonly value: PythonExpression })
  | (Node & { readonly kind: 'lambda'; readonly body: PythonExpression })
  /** Anything else (comprehension, yield, slice, walrus): its parts, for a search. */
  | (Node & { readonly kind: 'other'; readonly parts: readonly PythonExpression[] });

export interface PythonCall extends Node {
  readonly kind: 'call';
  readonly callee: PythonExpression;
  readonly arguments: readonly PythonArgument[];
  /** From the opening to the closing bracket; undefined of a call whose only argument is a generator. */
  readonly brackets: Range | undefined;
}

/** `key: value` of a dictionary, or `**value`, which has no key. */
interface PythonEntry extends Node {
  readonly key: PythonExpression | undefined;
  readonly value: PythonExpression;
}

/** `a.b.c` of nested attributes; undefined when it is anything but names and dots. */
export function dottedName(expression: PythonExpression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'attribute') return undefined;
  const object = dottedName(expression.object);
  return object === undefined ? undefined : `${object}.${expression.name}`;
}
