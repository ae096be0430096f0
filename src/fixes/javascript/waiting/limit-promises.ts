import type { CallExpression, FunctionDeclaration, Node } from 'ts-morph';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { inStepsAt } from '../steps.ts';
import { isTaken } from '../module-scope.ts';
import { asKind } from '../tree.ts';

const DEFAULT_MOST = 10;
const HELPER = 'mapWithLimit';

/** `Promise.all(items.map(task))` becomes `mapWithLimit(items, 10, task)`, with a helper at the end of the file. */
export function limitPromises({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => {
    const group = asKind(node, 'CallExpression');
    const text = tree.getFullText();
    if (group?.getExpression().getText() !== 'Promise.all') return 'Promise.allSettled gives other results';
    const mapped = mappedIn(group);
    if (typeof mapped === 'string') return mapped;
    const { list, task } = mapped;
    const newline = newlineOf(text);
    const isTyped = /\.[cm]?tsx?$/.test(tree.getFilePath());
    const isThere = isTaken(tree, HELPER);
    const helper = context.template(isTyped ? 'node/map-with-limit.ts' : 'node/map-with-limit.js')?.trimEnd().replaceAll('\n', newline);
    if (helper === undefined) return 'its helper is missing';
    const behind: TextEdit = insertAt(text.length, `${text.endsWith('\n') ? newline : `${newline}${newline}`}${helper}${newline}`);
    return [
      { range: { start: group.getStart(), end: list.getStart() }, text: `${HELPER}(` },
      { range: { start: list.getEnd(), end: task.getStart() }, text: `, ${values?.['most'] ?? DEFAULT_MOST}, ` },
      { range: { start: task.getEnd(), end: group.getEnd() }, text: ')' },
      ...(isThere ? [] : [behind]),
    ];
  }]);
}

/** The list and the task of `Promise.all(list.map(task))`; or why they cannot be taken apart. */
function mappedIn(group: CallExpression): { readonly list: Node; readonly task: Node } | string {
  const [argument] = group.getArguments();
  const call = asKind(argument, 'CallExpression');
  const access = asKind(call?.getExpression(), 'PropertyAccessExpression');
  const [task, more] = call?.getArguments() ?? [];
  if (call === undefined || access?.getName() !== 'map' || task === undefined || more !== undefined || call.getTypeArguments().length > 0) return 'its list is made in another place';
  const list = access.getExpression();
  const text = group.getSourceFile().getFullText();
  const between = [text.slice(group.getStart(), list.getStart()), text.slice(list.getEnd(), task.getStart()), text.slice(task.getEnd(), group.getEnd())].join('');
  if (/\/[/*]/.test(between)) return 'a comment stands in between';
  const parameters = /^(ArrowFunction|FunctionExpression)$/.test(task.getKindName()) ? (task as FunctionDeclaration).getParameters().length : 0;
  return parameters > 2 ? 'its function wants the whole list' : { list, task };
}
