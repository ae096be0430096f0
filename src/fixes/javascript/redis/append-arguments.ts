import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { inStepsAt } from '../steps.ts';
import { quoteIn } from '../style.ts';
import { asKind, unwrapped } from '../tree.ts';

/**
 * Gives a command more arguments than it has: `given` is how many it has now, `words` what is added as Redis itself takes it (`EX 300`),
 * `options` what is added as an object (`EX: 300`).
 */
export function appendArguments({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const { given, words, options } = values ?? {};
  return inStepsAt(at, context, [(node, tree) => {
    const call = asKind(unwrapped(node), 'CallExpression');
    const all = call?.getArguments() ?? [];
    const last = all.at(-1);
    if (last === undefined || all.length !== given || last.getKindName() === 'SpreadElement') return `it is not given ${String(given)} arguments`;
    const quote = quoteIn(tree);
    const added = typeof options === 'string' ? [`{ ${options} }`]
      : String(words).split(' ').map((word) => (/^\d+$/.test(word) ? word : `${quote}${word}${quote}`));
    return [insertAt(last.getEnd(), `, ${added.join(', ')}`)];
  }]);
}
