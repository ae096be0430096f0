import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { isTaken } from '../module-scope.ts';
import { inStepsAt } from '../steps.ts';
import { asKind } from '../tree.ts';

/** A promise that nobody waits for gets a `catch` that logs its failure. */
export function catchPromise({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => {
    const call = asKind(node, 'CallExpression');
    if (call === undefined) return 'no call stands there';
    if (isTaken(tree, 'console') && tree.getVariableDeclaration('console') !== undefined) return 'console means something else there';
    return [insertAt(call.getEnd(), '.catch((error) => console.error(error))')];
  }]);
}
