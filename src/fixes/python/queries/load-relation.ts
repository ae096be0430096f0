import { chainOf } from '../../../code/python/queries/chains.ts';
import { expressionAt, withParts } from '../../../code/python/walk.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { fileOf, programOf } from '../program.ts';
import { boundValue } from '../../../code/python/queries/bound.ts';
import { scopesAround } from '../scopes-around.ts';

/**
 * Lets a query load relations along with its rows: `selectinload` of SQLAlchemy, `select_related` and `prefetch_related` of Django. `at` is
 * the query; `relations` and `many` name what a row holds once, and what it holds several of, with commas between.
 */
export async function loadRelation({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const file = fileOf(program, at);
  const range = placeOf(at)?.range;
  const query = file === undefined || range === undefined ? undefined : expressionAt(file.tree.body, range);
  const chain = query === undefined ? undefined : chainOf(query);
  const [once, many] = ['relations', 'many'].map((name) => String(values?.[name] ?? '').split(',').filter((each) => each !== ''));
  if (file === undefined || chain === undefined || query === undefined || once === undefined || many === undefined) return refused(`${at.name} is no query of Python`);
  const { receiver, steps: [first] } = chain;
  if (receiver?.kind === 'attribute' && receiver.name === 'objects') {
    const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
    const text = `${once.length === 0 ? '' : `.select_related(${quoted(once)})`}${many.length === 0 ? '' : `.prefetch_related(${quoted(many)})`}`;
    return edited(file.path, [insertAt(receiver.range.end, text)]);
  }
  const given = first.call.arguments[0]?.value;
  const place = { file, chain: scopesAround(file.tree.body, query.range.start) };
  const root = first.name === 'query' ? first.call : selectIn(given?.kind === 'name' ? boundValue(given.name, place, given.range.start) : given);
  const model = root?.kind === 'call' ? root.arguments[0]?.value : undefined;
  if (root === undefined || model === undefined) return refused('nothing tells where the query begins');
  const imported = await importEdit(file.source, { from: 'sqlalchemy.orm', name: 'selectinload' }, query.range.start);
  if (!imported.ok) return refused(imported.because);
  const name = file.source.text.slice(model.range.start, model.range.end);
  const options = [...once, ...many].map((relation) => `${imported.name}(${name}.${relation})`).join(', ');
  return edited(file.path, [...imported.edits, insertAt(root.range.end, `.options(${options})`)]);
}

function selectIn(expression: PythonExpression | undefined): PythonExpression | undefined {
  return expression === undefined ? undefined : [...withParts(expression)].find((part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.name === 'select');
}
