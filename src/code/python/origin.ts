import type { PythonCall, PythonClass } from '../../documents/python-tree.ts';
import type { ModulePath } from './module-paths.ts';
import type { Binding, Place } from './python-file.ts';

/** What a name or a dotted name stands for. */
export type Origin =
  /** Something of a library or of Python itself: `sqlalchemy.create_engine`, `builtins.int`. */
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'module'; readonly module: ModulePath }
  /** A name of the project with all that may bind it, the likeliest first. */
  | { readonly kind: 'symbol'; readonly name: string; readonly bindings: readonly Binding[]; readonly place: Place };

/** An object whose class we know. */
export interface Instance {
  /** The library class it is of, or the one that its project class descends from: 'fastapi.FastAPI'. */
  readonly library: string | undefined;
  /** Its class, when that is of the project. */
  readonly own: { readonly node: PythonClass; readonly place: Place } | undefined;
  /** The call that makes it; undefined when only an annotation tells the class. */
  readonly call: PythonCall | undefined;
  readonly place: Place;
}
