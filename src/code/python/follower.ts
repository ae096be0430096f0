import type { PythonExpression } from '../../documents/python-tree.ts';
import type { Followed } from './followed.ts';
import type { Program } from './program.ts';
import type { Place } from './python-file.ts';

/** Follows the parts of an expression, one step nearer to the end of what it may spend. */
export interface Follower {
  readonly program: Program;
  follow(expression: PythonExpression, place: Place): Followed;
}
