import type { Node } from 'oxc-parser';
import type { Module, ParameterBinding, Place } from '../syntax/module.ts';

/** What an expression stands for. */
export type Target =
  /** Something of a package: `pg` and `Pool`; of the language itself: `global` and `process.env`. Default exports have path ''. */
  | { readonly kind: 'external'; readonly name: string; readonly path: string }
  | { readonly kind: 'value'; readonly module: Module; readonly node: Node }
  | { readonly kind: 'parameter'; readonly module: Module; readonly binding: ParameterBinding; readonly keys: readonly string[] }
  | { readonly kind: 'module'; readonly module: Module }
  | EnvironmentTarget
  | { readonly kind: 'unknown' };

/** A variable of the environment, with the default beside it. */
export interface EnvironmentTarget {
  readonly kind: 'environment';
  readonly variable: string;
  readonly fallback: Place | undefined;
  readonly place: Place;
}

/** Says what an expression in a module stands for. */
export type Follow = (module: Module, node: Node) => Target;
