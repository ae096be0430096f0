import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { holderOf } from './holder.ts';
import { linesBelow, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { quoteIn } from './style.ts';

/** What is done about an event, by its name: the listener, with `Q` for the quote of the file. */
const LISTENERS: Readonly<Record<string, string>> = {
  error: '(error) => console.error(error)',
  failed: '(job, error) => console.error(Qjob failedQ, job?.name, job?.id, error)',
};

/** An object gets a listener for an event as soon as it is made. `at` is the call that makes it, `event` the event. */
export function handleEvent({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const event = String(values?.['event'] ?? '');
  return inStepsAt(at, context, [(node, tree) => listened(node, tree, event)]);
}

function listened(node: Node, tree: Tree, event: string): readonly TextEdit[] | string {
  const listener = LISTENERS[event];
  const statement = statementAround(node);
  const name = holderOf(node);
  if (listener === undefined || statement === undefined || name === undefined) return 'what is made has no name of its own';
  const quote = quoteIn(tree);
  const code = `${name}.on(${quote}${event}${quote}, ${listener.replaceAll('Q', quote)})${semicolonOf(statement)}`;
  const below = linesBelow(statement, [code]);
  return below === undefined ? 'it shares its line with other code' : [below];
}
