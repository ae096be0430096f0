import type { PythonCall, PythonClass, PythonExpression, PythonFunction, PythonModule } from '../../documents/python-tree.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';

/** A function or class that code stands in. */
export type ScopeNode = PythonFunction | PythonClass;

/** A test that decides whether a piece of code runs. */
export interface Guard {
  readonly test: PythonExpression;
  /** False in the `else` branch. */
  readonly holds: boolean;
}

/** What gives a name its meaning. */
export type Binding = { readonly range: Range; readonly guards: readonly Guard[] } & (
  | { readonly kind: 'import'; readonly module: string }
  | { readonly kind: 'from'; readonly module: string; readonly level: number; readonly name: string }
  | { readonly kind: 'value'; readonly value: PythonExpression; readonly annotation: PythonExpression | undefined; readonly operator: string }
  | { readonly kind: 'declaration'; readonly annotation: PythonExpression }
  | { readonly kind: 'function'; readonly node: PythonFunction }
  | { readonly kind: 'class'; readonly node: PythonClass }
  | { readonly kind: 'parameter'; readonly index: number; readonly function: PythonFunction }
  /** A loop variable, an unpacked value: bound, but to what only a run would tell. */
  | { readonly kind: 'other' }
);

/** The names of one scope. */
export interface Bindings {
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** `from x import *`. */
  readonly stars: readonly { readonly module: string; readonly level: number }[];
  /** Names that `global` hands to the module. */
  readonly globals: ReadonlySet<string>;
}

/** Where an expression stands: the file, and the functions and classes around it, outermost first. */
export interface Place {
  readonly file: PythonFile;
  readonly chain: readonly ScopeNode[];
  /** What the innermost function was called with, when a call is followed. */
  readonly given?: ReadonlyMap<string, Spot>;
}

/** An expression where it stands. */
export interface Spot {
  readonly expression: PythonExpression;
  readonly place: Place;
}

/** A call where it stands. */
export interface CallSite {
  readonly call: PythonCall;
  readonly place: Place;
  readonly guards: readonly Guard[];
  readonly inLoop: boolean;
  readonly awaited: boolean;
  /** Inside a lambda or a comprehension. */
  readonly deferred: boolean;
}

/** An assignment to an attribute or an item: `app.debug = True`, `DATABASES['default']['X'] = 1`. */
export interface AssignmentSite {
  readonly target: PythonExpression;
  readonly value: PythonExpression;
  readonly operator: string;
  readonly place: Place;
  readonly guards: readonly Guard[];
  readonly range: Range;
}

/** A module that some line of a file imports, at any depth, with the names that it takes from there. */
export interface ImportSite {
  readonly module: string;
  readonly level: number;
  readonly names: readonly string[];
  readonly star: boolean;
}

/** A function or class where it stands. */
export interface DefinitionSite<N extends ScopeNode> {
  readonly node: N;
  /** The place that it is defined in. */
  readonly place: Place;
}

/** A Python file of the service, parsed, with what one walk over it finds. */
export interface PythonFile {
  readonly path: string;
  readonly source: SourceFile;
  readonly tree: PythonModule;
  readonly bindings: Bindings;
  readonly calls: readonly CallSite[];
  readonly assignments: readonly AssignmentSite[];
  readonly functions: readonly DefinitionSite<PythonFunction>[];
  readonly classes: readonly DefinitionSite<PythonClass>[];
  readonly imports: readonly ImportSite[];
  /** Texts that may name a module: `app.main:app`, `config.Production`. */
  readonly moduleTexts: ReadonlySet<string>;
}
