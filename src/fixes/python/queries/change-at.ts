import type { PythonFile, Place } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import { boundValue } from '../../../code/python/queries/bound.ts';
import { chainOf, type Chain } from '../../../code/python/queries/chains.ts';
import { modelOf } from '../../../code/python/queries/relations.ts';
import { everyStatement, expressionAt } from '../../../code/python/walk.ts';
import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Evidence } from '../../../model/fact.ts';
import { placeOf } from '../../planned.ts';
import { fileOf } from '../program.ts';
import { scopesAround } from '../scopes-around.ts';

type Assignment = PythonStatement & { readonly kind: 'assign' };

/** A change of a row's column, and the query that gave the row. */
export interface ChangeAt {
  readonly file: PythonFile;
  readonly place: Place;
  readonly around: PythonFunction;
  readonly statement: Assignment;
  /** The row's name and the column's. */
  readonly row: string;
  readonly field: string;
  readonly value: PythonExpression;
  readonly read: PythonExpression;
  readonly chain: Chain;
  /** What `execute` is given. */
  readonly asked: PythonExpression | undefined;
  readonly model: PythonExpression | undefined;
}

/** What two places say: the change and the query. */
export function changeAt(program: Program, change: Evidence, read: Evidence): ChangeAt | undefined {
  const file = fileOf(program, change);
  const [at, readAt] = [placeOf(change)?.range, placeOf(read)?.range];
  if (file === undefined || at === undefined || readAt === undefined) return undefined;
  const chain = scopesAround(file.tree.body, at.start);
  const around = chain.findLast((each) => each.kind === 'function');
  const statement = [...everyStatement(file.tree.body)].find((each) => each.range.start === at.start && each.range.end === at.end);
  const expression = expressionAt(file.tree.body, readAt);
  const asked = expression === undefined ? undefined : chainOf(expression);
  const target = statement?.kind === 'assign' ? statement.targets[0] : undefined;
  if (around?.kind !== 'function' || statement?.kind !== 'assign' || statement.value === undefined || expression === undefined || asked === undefined) return undefined;
  if (statement.targets.length !== 1 || target?.kind !== 'attribute' || target.object.kind !== 'name') return undefined;
  const place: Place = { file, chain };
  const [first] = asked.steps;
  const given = /^(execute|scalars?|exec)$/.test(first.name) ? first.call.arguments[0]?.value : undefined;
  const query = given?.kind === 'name' ? boundValue(given.name, place, given.range.start) : given;
  return {
    file, place, around, statement, row: target.object.name, field: target.name, value: statement.value, read: expression, chain: asked, asked: query,
    model: first.name === 'get_object_or_404' ? first.call.arguments[0]?.value : modelOf(asked, query),
  };
}
