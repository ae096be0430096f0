import type { PythonClass, PythonExpression } from '../../../documents/python-tree.ts';
import { declared } from '../../../model/fact.ts';
import type { Table, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../../model/schema/parts.ts';
import { returnedBy } from '../instances.ts';
import { classOf } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { shown } from '../shown.ts';
import { textOf } from './literals.ts';
import { makesColumn, readColumn, type ColumnSpot, type ReadColumn } from './sqlalchemy-columns.ts';
import { readConstraint, type ReadConstraint } from './sqlalchemy-constraints.ts';
import { indexNaming, namedBy, sqlalchemyName, type IndexNaming } from './sqlalchemy-names.ts';
import { lineage } from './lineage.ts';
import { tableNameOf } from './sqlalchemy-classes.ts';

/** Tables of mapped classes and of `Table(...)`. */
export function sqlalchemyTables(program: Program): readonly Table[] {
  if (![...program.files.values()].some((file) => file.imports.some(({ module }) => /^(?:sqlalchemy|sqlmodel|flask_sqlalchemy)(?:\.|$)/.test(module)))) return [];
  const naming = indexNaming(program);
  const tables = [...classTables(program, naming), ...coreTables(program, naming)];
  const outside = outsideIndexes(program, tables);
  return tables.map(({ table, owner }) => ({ ...table, indexes: [...table.indexes, ...outside.filter((each) => each.owner === owner).map(({ index }) => index)] }));
}

/** A table with the class that maps it, or the name of the variable that holds it. */
interface Owned {
  readonly table: Table;
  readonly owner: PythonClass | string;
  readonly columns: ReadonlyMap<string, string>;
}

function classTables(program: Program, naming: IndexNaming): readonly Owned[] {
  const found = [...program.files.values()].flatMap((file) => file.classes.flatMap(({ node, place }) => {
    const classes = lineage(program, node, place);
    const name = tableNameOf(program, classes);
    return name === undefined ? [] : [{ name, node, place, classes }];
  }));
  return found.flatMap(({ name, node, place, classes }): readonly Owned[] => {
    const kin = classes.filter((each) => each.node === node || !found.some((other) => other.node === each.node));
    const spots = kin.flatMap((each) => columnSpots(program, each.node, inside(each)));
    const args = kin.flatMap((each) => tableArguments(program, each.node, inside(each)));
    const columns = spots.flatMap((spot) => readColumn(program, spot) ?? []);
    if (columns.length === 0) return [];
    const at = declared('schema.table', `class ${node.name}`, place.file.source, node.nameRange);
    return [{ ...assembled(program, { name, at, columns, args, naming }), owner: node }];
  });
}

const inside = ({ node, place }: { readonly node: PythonClass; readonly place: Place }): Place => ({ file: place.file, chain: [...place.chain, node] });

interface Parts {
  readonly name: string;
  readonly at: Table['at'];
  readonly columns: readonly ReadColumn[];
  readonly args: readonly Argument[];
  readonly naming: IndexNaming;
}

interface Argument {
  readonly expression: PythonExpression;
  readonly place: Place;
}

function assembled(program: Program, { name, at, columns, args, naming }: Parts): Omit<Owned, 'owner'> {
  const names = new Map(columns.map(({ attribute, column }) => [attribute, column.name]));
  const constraints = args.filter(({ expression }) => expression.kind !== 'dict').map(({ expression, place }): ReadConstraint | undefined =>
    (expression.kind === 'call' ? readConstraint(program, expression, place, names) : undefined));
  const read = constraints.filter((each) => each !== undefined);
  const own = [...columns.flatMap((column) => column.indexes(name, naming)), ...read.flatMap(({ indexes }) => indexes)];
  const keys = columns.filter(({ isKey }) => isKey);
  const [first] = keys;
  const primary: readonly TableIndex[] = first === undefined || own.some(({ kind }) => kind === 'primary') ? []
    : [indexOf('sqlalchemy', first.column.at, keysOf(keys.map(({ column }) => column.name)), { kind: 'primary', isConstraint: true, name: wholeName(`${name}_pkey`) })];
  return {
    columns: names,
    table: {
      at, name, database: undefined, schema: schemaIn(program, args), indexNaming: namedBy(naming, '{table}', ['{column}']), columns: columns.map(({ column }) => column), indexes: [...primary, ...own],
      foreignKeys: [...columns.flatMap(({ foreignKeys }) => foreignKeys), ...read.flatMap(({ foreignKeys }) => foreignKeys)],
      source: 'sqlalchemy', isComplete: read.length === constraints.length,
    },
  };
}

/** `{'schema': 'billing'}` at the end of the arguments. */
function schemaIn(program: Program, args: readonly Argument[]): string | undefined {
  return args.flatMap(({ expression, place }) => (expression.kind === 'dict' ? expression.entries.flatMap(({ key, value }) => (key?.kind === 'string' && key.value === 'schema' ? textOf(program, value, place) ?? [] : [])) : [])).at(-1);
}

/** `x = Column(...)`, `x: Mapped[int] = mapped_column()`, `x: Mapped[int]`, and columns that a `declared_attr` returns. */
function columnSpots(program: Program, { body }: PythonClass, place: Place): readonly ColumnSpot[] {
  return body.flatMap((statement): readonly ColumnSpot[] => {
    if (statement.kind === 'function' && statement.decorators.length > 0) {
      const [value] = returnedBy(statement);
      const at: Place = { file: place.file, chain: [...place.chain, statement] };
      return value?.kind === 'call' && makesColumn(program, value, at) ? [{ attribute: statement.name, call: value, shown: value, annotation: undefined, place: at }] : [];
    }
    if (statement.kind !== 'assign') return [];
    const [target] = statement.targets;
    const { value, annotation } = statement;
    if (target?.kind !== 'name' || target.name.startsWith('__')) return [];
    const call = value === undefined ? undefined : callIn(program, value, place);
    if (call !== undefined) return [{ attribute: target.name, call, shown: call, annotation, place }];
    if (annotation === undefined || value?.kind === 'call' || !isMapped(annotation)) return [];
    return [{ attribute: target.name, call: undefined, shown: annotation, annotation, place }];
  });
}

/** The call that makes a column: itself, or inside `deferred(...)`, `column_property(...)`. */
function callIn(program: Program, value: PythonExpression, place: Place): ColumnSpot['call'] {
  if (value.kind !== 'call') return undefined;
  if (makesColumn(program, value, place)) return value;
  const [first] = value.arguments;
  return first?.name === undefined && first?.value.kind === 'call' && sqlalchemyName(program, value.callee, place) === 'deferred' ? callIn(program, first.value, place) : undefined;
}

/** `Mapped[...]` of a plain type; a relation names a class or a list. SQLModel's bare annotations say nothing of indexes. */
function isMapped(annotation: PythonExpression): boolean {
  const [holder, inner] = annotation.kind === 'subscript' ? [annotation.object, annotation.index] : annotation.kind === 'other' ? annotation.parts : [];
  return holder?.kind === 'name' && holder.name === 'Mapped' && inner !== undefined && isPlain(inner);
}

function isPlain(type: PythonExpression): boolean {
  switch (type.kind) {
    case 'other': return type.parts.length === 1 && type.parts.every(isPlain);
    case 'binary': return isPlain(type.left) && (type.right.kind === 'none' || isPlain(type.right));
    case 'name': return /^(?:bool|str|int|float)$/.test(type.name);
    default: return false;
  }
}

function tableArguments(program: Program, { body }: PythonClass, place: Place): readonly Argument[] {
  for (const statement of body) {
    if (statement.kind === 'assign' && statement.value !== undefined && statement.targets.some((target) => target.kind === 'name' && target.name === '__table_args__')) {
      return itemsOf({ expression: statement.value, place });
    }
    if (statement.kind !== 'function' || statement.name !== '__table_args__') continue;
    const [value] = returnedBy(statement);
    return value === undefined ? [] : itemsOf({ expression: value, place: { file: place.file, chain: [...place.chain, statement] } });
  }
  return [];
}

const itemsOf = ({ expression, place }: Argument): readonly Argument[] =>
  (expression.kind === 'tuple' || expression.kind === 'list' ? expression.items.map((item) => ({ expression: item, place })) : [{ expression, place }]);

/** `Table('name', metadata, Column(...), UniqueConstraint(...))` */
function coreTables(program: Program, naming: IndexNaming): readonly Owned[] {
  return [...callsOf(program)].flatMap(({ call, place }): readonly Owned[] => {
    if (sqlalchemyName(program, call.callee, place) !== 'Table') return [];
    const [first, , ...rest] = call.arguments.filter((each) => each.name === undefined);
    const name = textOf(program, first?.value, place);
    const calls = rest.map(({ value }) => value);
    if (name === undefined || call.arguments.some((each) => each.name === 'autoload_with')) return [];
    const spots = calls.flatMap((each): readonly ColumnSpot[] => (each.kind === 'call' && makesColumn(program, each, place) ? [{ attribute: undefined, call: each, shown: each, annotation: undefined, place }] : []));
    const columns = spots.flatMap((spot) => readColumn(program, spot) ?? []);
    if (columns.length === 0) return [];
    const args = calls.filter((each) => each.kind !== 'call' || !makesColumn(program, each, place)).map((expression) => ({ expression, place }));
    const at = shown('schema.table', place.file, call.callee.range);
    return [{ ...assembled(program, { name, at: { ...at, value: `Table ${name}` }, columns, args, naming }), owner: variableOf(call, place) ?? name }];
  });
}

/** The variable that a Table is given to. */
function variableOf(call: PythonExpression, { file }: Place): string | undefined {
  for (const [name, bindings] of file.bindings.names) if (bindings.some((each) => each.kind === 'value' && each.value === call)) return name;
  return undefined;
}

/** `Index('name', User.email)` outside of a class belongs to the table of its first column. */
function outsideIndexes(program: Program, tables: readonly Owned[]): readonly { readonly owner: Owned['owner']; readonly index: TableIndex }[] {
  return [...callsOf(program)].flatMap(({ call, place }) => {
    if (place.chain.length > 0 || sqlalchemyName(program, call.callee, place) !== 'Index') return [];
    const column = call.arguments.slice(1).map(({ value }) => ownerIn(program, value, place)).find((each) => each !== undefined);
    const owned = tables.find(({ owner }) => owner === column);
    const read = owned === undefined ? undefined : readConstraint(program, call, place, owned.columns);
    return owned === undefined ? [] : (read?.indexes ?? []).map((index) => ({ owner: owned.owner, index }));
  });
}

/** The class of `User.email`, the variable of `users.c.email`, inside of calls too. */
function ownerIn(program: Program, expression: PythonExpression, place: Place): Owned['owner'] | undefined {
  if (expression.kind === 'call') {
    const inner = [expression.callee.kind === 'attribute' ? expression.callee.object : undefined, ...expression.arguments.map(({ value }) => value)];
    return inner.map((each) => (each === undefined ? undefined : ownerIn(program, each, place))).find((each) => each !== undefined);
  }
  if (expression.kind !== 'attribute') return undefined;
  const { object } = expression;
  if (object.kind === 'attribute' && object.name === 'c' && object.object.kind === 'name') return object.object.name;
  return classOf(program, object, place)?.node;
}
