import type { Range } from './range.ts';

/** Why a text does not parse, and where. A document reports it instead of throwing. */
export interface SyntaxProblem {
  /** `syntax` where it is not said. */
  readonly kind?: 'syntax' | 'conflict-marker';
  readonly message: string;
  readonly range: Range;
}

/** A document that could be read, or the first reason why not. */
export type Parsed<T> =
  | { readonly ok: true; readonly document: T }
  | { readonly ok: false; readonly problem: SyntaxProblem };
