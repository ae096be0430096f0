import type { PythonExpression } from '../../../documents/python-tree.ts';
import { instanceOf } from '../instances.ts';
import { externalName } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf, dictEntries } from '../shown.ts';
import { textOf } from './literals.ts';

/** The last name of something of SQLAlchemy, SQLModel or Flask-SQLAlchemy: `Column`, `ForeignKey`; undefined of anything else. */
export function sqlalchemyName(program: Program, expression: PythonExpression, place: Place): string | undefined {
  const external = externalName(program, expression, place);
  if (external !== undefined && /^(?:sqlalchemy|sqlmodel)(?:\.|$)/.test(external)) return external.slice(external.lastIndexOf('.') + 1);
  if (expression.kind !== 'attribute' || expression.object.kind !== 'name') return undefined;
  const library = instanceOf(program, expression.object, place)?.library;
  return library !== undefined && /^flask_sqlalchemy\..*SQLAlchemy$/.test(library) ? expression.name : undefined;
}

/** What an index is called that has no name of its own: the pattern of the metadata; undefined where only a run would tell. */
export type IndexNaming = string | undefined;

/** https://docs.sqlalchemy.org/en/20/core/constraints.html#constraint-naming-conventions */
const STANDARD = 'ix_%(column_0_label)s';

/** The pattern for names of indexes that a naming convention of the project sets, else SQLAlchemy's own. */
export function indexNaming(program: Program): IndexNaming {
  for (const { call, place } of callsOf(program)) {
    if (sqlalchemyName(program, call.callee, place) !== 'MetaData') continue;
    const given = argumentOf(call, undefined, 'naming_convention');
    if (given === undefined) continue;
    const entries = dictEntries(program, { expression: given, place });
    const entry = entries?.find(({ name }) => name === 'ix');
    if (entries === undefined) return undefined;
    if (entry !== undefined) return textOf(program, entry.spot.expression, entry.spot.place);
  }
  return STANDARD;
}

/** The name that a pattern gives to an index of a table. */
export function namedBy(naming: IndexNaming, table: string, columns: readonly string[]): string | undefined {
  const [first = ''] = columns;
  const values: Readonly<Record<string, string>> = {
    table_name: table, column_0_name: first, column_0_label: `${table}_${first}`, column_0N_name: columns.join(''), column_0_N_name: columns.join('_'),
    column_0_N_label: columns.map((column) => `${table}_${column}`).join('_'),
  };
  const name = naming?.replaceAll(/%\((\w+)\)s/g, (token, key: string) => values[key] ?? token);
  return name === undefined || name.includes('%') ? undefined : name;
}
