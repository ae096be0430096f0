import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Place } from '../python-file.ts';
import { boundValue } from './bound.ts';
import { chainOf, type Chain } from './chains.ts';
import { usesAny } from './loops.ts';

/** Functions of SQLAlchemy that make a statement for the table that they are given. */
const STATEMENTS = /^(select|insert|update|delete|exists|CreateTable|DropTable|AddConstraint|DropConstraint|CreateIndex|DropIndex|CreateSequence|DropSequence)$/;
/** Methods of a table that make a statement for it. */
const OF_TABLE = /^(select|insert|update|delete|exists|count)$/;
/** What stands before the name of a table in SQL. */
const BEFORE_TABLE = /\b(?:from|into|update|join|table|truncate|sequence)\s+["`]?$/i;

/** True where the statement of a call is for another table in each round of its loop, so that no one statement can do the work of all. */
export function asksAnotherTable(chain: Chain, changing: ReadonlySet<string>, place: Place): boolean {
  const [first] = chain.steps;
  const [given, ...more] = first.call.arguments.filter(({ name }) => name === undefined);
  if (given === undefined) return false;
  // `Order.query.get(number)` has no table among its arguments.
  if (first.name === 'query' || (/^get(_one)?$/.test(first.name) && more.length > 0)) return isChanging(given.value, changing, place);
  if (!/^(execute|exec|scalars?|fetch\w*)$/.test(first.name)) return false;
  const statement = given.value.kind === 'name' ? (boundValue(given.value.name, place, given.value.range.start) ?? given.value) : given.value;
  return isForChangingTable(statement, changing, place);
}

function isForChangingTable(statement: PythonExpression, changing: ReadonlySet<string>, place: Place): boolean {
  if (statement.kind === 'fstring') return namesChangingTable(statement.parts, changing);
  const chain = chainOf(statement);
  if (chain === undefined) return false;
  const [first] = chain.steps;
  const [given] = first.call.arguments;
  if (chain.receiver !== undefined && OF_TABLE.test(first.name)) return isChanging(chain.receiver, changing, place);
  if (given === undefined) return false;
  if (first.name === 'text') return isForChangingTable(given.value, changing, place);
  return STATEMENTS.test(first.name) && isChanging(given.value, changing, place);
}

/** A name that changes with the round, or one that the round gave a value from such a name; `getattr(row, name)` too. */
function isChanging(expression: PythonExpression, changing: ReadonlySet<string>, place: Place): boolean {
  if (expression.kind === 'name') {
    const bound = boundValue(expression.name, place, expression.range.start);
    return changing.has(expression.name) || (bound !== undefined && bound.kind !== 'name' && usesAny(bound, changing));
  }
  const chain = expression.kind === 'call' ? chainOf(expression) : undefined;
  if (chain?.steps[0].name === 'getattr') return usesAny(chain.steps[0].call, changing);
  return false;
}

const namesChangingTable = (parts: readonly PythonExpression[], changing: ReadonlySet<string>): boolean =>
  parts.some((part, index) => {
    const before = parts[index - 1];
    return part.kind !== 'string' && before?.kind === 'string' && BEFORE_TABLE.test(before.value) && usesAny(part, changing);
  });
