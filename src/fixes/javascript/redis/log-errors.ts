import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { inStepsAt } from '../steps.ts';
import { quoteIn } from '../style.ts';
import { asKind, unwrapped } from '../tree.ts';

/** Listens to the errors of a client right where it is made: `on` gives the client back. https://github.com/redis/node-redis#usage */
export function logErrors({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => {
    const call = asKind(unwrapped(node), 'CallExpression');
    if (call === undefined) return 'no call makes it';
    const quote = quoteIn(tree);
    return [insertAt(call.getEnd(), `.on(${quote}error${quote}, (error) => console.error(${quote}Redis${quote}, error))`)];
  }]);
}
