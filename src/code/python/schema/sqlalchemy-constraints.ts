import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { ForeignKey, IndexKey, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../../model/schema/parts.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf, dictEntries, shown } from '../shown.ts';
import { codeOf, flagOf, textOf, textsOf } from './literals.ts';
import { tableIn } from './sqlalchemy-columns.ts';
import { sqlalchemyName } from './sqlalchemy-names.ts';

/** What one item of `__table_args__` or of a Table says; undefined for what cannot be read. */
export interface ReadConstraint {
  readonly indexes: readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Names of columns by the attributes that hold them. */
export type ColumnNames = ReadonlyMap<string, string>;

const NOTHING: ReadConstraint = { indexes: [], foreignKeys: [] };

/** https://docs.sqlalchemy.org/en/20/core/constraints.html */
export function readConstraint(program: Program, call: PythonCall, place: Place, columns: ColumnNames): ReadConstraint | undefined {
  const at = shown('schema.index', place.file, call.range);
  const name = sqlalchemyName(program, call.callee, place);
  const isNamed = name === 'Index';
  const positional = call.arguments.filter((each) => each.name === undefined).slice(isNamed ? 1 : 0);
  switch (name) {
    case 'Index': {
      const keys = positional.map(({ value, splat }) => (splat === '' ? keyOf(program, value, place, columns) : undefined));
      return keys.some((key) => key === undefined) ? undefined : { ...NOTHING, indexes: [indexFrom(program, call, place, keys.filter((key) => key !== undefined), at)] };
    }
    case 'UniqueConstraint': case 'PrimaryKeyConstraint': {
      const keys = positional.map(({ value, splat }) => (splat === '' ? keyOf(program, value, place, columns) : undefined));
      if (keys.some((key) => key === undefined)) return undefined;
      const kind = name === 'UniqueConstraint' ? 'unique' : 'primary';
      return { ...NOTHING, indexes: [indexOf('sqlalchemy', at, keys.filter((key) => key !== undefined), { kind, isConstraint: true, name: textOf(program, argumentOf(call, undefined, 'name'), place) })] };
    }
    case 'ForeignKeyConstraint': {
      const own = columnsIn(program, argumentOf(call, 0, 'columns'), place, columns);
      const targets = textsOf(program, argumentOf(call, 1, 'refcolumns'), place);
      return own === undefined ? undefined : { ...NOTHING, foreignKeys: [{ at, columns: own, table: tableIn(targets?.[0]), isConstraint: true, source: 'sqlalchemy' }] };
    }
    case 'CheckConstraint': case 'ExcludeConstraint': return NOTHING;
    default: return undefined;
  }
}

function columnsIn(program: Program, list: PythonExpression | undefined, place: Place, columns: ColumnNames): readonly string[] | undefined {
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return undefined;
  const names = list.items.map((item) => keyOf(program, item, place, columns)?.column);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Options that stand for PostgreSQL. https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#postgresql-specific-index-options */
function indexFrom(program: Program, call: PythonCall, place: Place, keys: readonly IndexKey[], at: TableIndex['at']): TableIndex {
  const where = argumentOf(call, undefined, 'postgresql_where');
  const include = argumentOf(call, undefined, 'postgresql_include');
  const ops = argumentOf(call, undefined, 'postgresql_ops');
  const classes = ops === undefined ? [] : dictEntries(program, { expression: ops, place }) ?? [];
  const withClasses = keys.map((key) => {
    const entry = classes.find(({ name }) => name === key.column);
    const operatorClass = entry === undefined ? undefined : textOf(program, entry.spot.expression, entry.spot.place);
    return operatorClass === undefined ? key : { ...key, operatorClass };
  });
  const name = textOf(program, argumentOf(call, 0, 'name'), place);
  return indexOf('sqlalchemy', at, withClasses, {
    kind: flagOf(program, call, place, 'unique') === true ? 'unique' : 'plain', name: name === undefined ? undefined : wholeName(name),
    method: textOf(program, argumentOf(call, undefined, 'postgresql_using'), place),
    predicate: where === undefined ? undefined : codeOf(where, place),
    included: textsOf(program, include, place) ?? (include === undefined ? [] : ['?']),
  });
}

/** A part of a key: `'a'`, the attribute `a`, `User.a`, `table.c.a`, `a.desc()`, else an expression. */
function keyOf(program: Program, expression: PythonExpression, place: Place, columns: ColumnNames): IndexKey | undefined {
  if (expression.kind === 'string') return keysOf([expression.value])[0];
  if (expression.kind === 'name') {
    const column = columns.get(expression.name);
    if (column !== undefined) return { column };
    const text = textOf(program, expression, place);
    return text === undefined ? undefined : { column: text };
  }
  if (expression.kind === 'attribute') return { column: columns.get(expression.name) ?? expression.name };
  if (expression.kind !== 'call') return { column: undefined, expression: codeOf(expression, place) };
  const { callee } = expression;
  const named = sqlalchemyName(program, callee, place);
  const [first] = expression.arguments;
  const inner = named === 'desc' || named === 'asc' ? first?.value : callee.kind === 'attribute' && /^(?:desc|asc|nulls_?(?:last|first))$/.test(callee.name) ? callee.object : undefined;
  const key = inner === undefined ? undefined : keyOf(program, inner, place, columns);
  if (key !== undefined) return callee.kind === 'attribute' && callee.name === 'desc' || named === 'desc' ? { ...key, descending: true } : key;
  const written = named === 'text' || named === 'literal_column' ? textOf(program, first?.value, place) : undefined;
  const plain = written === undefined ? undefined : /^"?(\w+)"?(?:\s+(asc|desc))?$/i.exec(written);
  if (plain?.[1] !== undefined) return plain[2]?.toLowerCase() === 'desc' ? { column: plain[1], descending: true } : { column: plain[1] };
  return { column: undefined, expression: written ?? codeOf(expression, place) };
}
