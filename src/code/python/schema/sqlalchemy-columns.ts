import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { ForeignKey, TableColumn, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../../model/schema/parts.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { classOf, externalName } from '../origins.ts';
import { argumentOf, shown } from '../shown.ts';
import { flagOf, textOf } from './literals.ts';
import { namedBy, sqlalchemyName, type IndexNaming } from './sqlalchemy-names.ts';

/** A column as the class or the Table gives it. */
export interface ColumnSpot {
  /** The name of the attribute; undefined in a Table, whose columns name themselves. */
  readonly attribute: string | undefined;
  /** The call that makes it; undefined for a bare annotation. */
  readonly call: PythonCall | undefined;
  /** What the finding shows: the call or the annotation. */
  readonly shown: PythonExpression;
  readonly annotation: PythonExpression | undefined;
  readonly place: Place;
}

/** A column with the keys and indexes that its own arguments make. */
export interface ReadColumn {
  readonly attribute: string;
  readonly column: TableColumn;
  readonly isKey: boolean;
  readonly indexes: (table: string, naming: IndexNaming) => readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Column.params.index */
export function readColumn(program: Program, spot: ColumnSpot): ReadColumn | undefined {
  const { call, place } = spot;
  const inner = call === undefined ? undefined : columnCall(program, call, place);
  const given = inner ?? call;
  const first = given?.arguments[0];
  const own = first?.name === undefined && first?.splat === '' && inner !== undefined ? textOf(program, first.value.kind === 'string' ? first.value : undefined, place) : undefined;
  const name = own ?? (inner === undefined ? undefined : textOf(program, argumentOf(inner, undefined, 'name'), place)) ?? spot.attribute;
  if (name === undefined) return undefined;
  const at = shown('schema.column', place.file, (given ?? spot.shown).range);
  const flag = (key: string) => (given === undefined ? undefined : flagOf(program, given, place, key)) ?? (call === undefined || call === given ? undefined : flagOf(program, call, place, key));
  const isKey = flag('primary_key') === true;
  return {
    attribute: spot.attribute ?? name, isKey, column: { name, type: typeOf(program, spot, given), at },
    foreignKeys: [call, inner === call ? undefined : inner].flatMap((each) => (each === undefined ? [] : foreignKeysOf(program, each, { ...spot, shown: given ?? spot.shown, name }))),
    indexes: (table, naming) => {
      const isUnique = flag('unique') === true;
      if (flag('index') === true) return [indexOf('sqlalchemy', at, keysOf([name]), { kind: isUnique ? 'unique' : 'plain', name: whole(namedBy(naming, table, [name])) })];
      return isUnique ? [indexOf('sqlalchemy', at, keysOf([name]), { kind: 'unique', isConstraint: true, name: wholeName(`${table}_${name}_key`) })] : [];
    },
  };
}

const whole = (name: string | undefined): string | undefined => (name === undefined ? undefined : wholeName(name));

const COLUMN = new Set(['Column', 'mapped_column']);

/** True for a call that makes a column. */
export function makesColumn(program: Program, call: PythonCall, place: Place): boolean {
  const name = sqlalchemyName(program, call.callee, place);
  return name !== undefined && (COLUMN.has(name) || name === 'Field');
}

/** `Column(...)` itself, or the one in `Field(sa_column=Column(...))` and `deferred(Column(...))`. */
function columnCall(program: Program, call: PythonCall, place: Place): PythonCall | undefined {
  const name = sqlalchemyName(program, call.callee, place);
  if (name !== undefined && COLUMN.has(name)) return call;
  const inner = argumentOf(call, undefined, 'sa_column');
  return inner?.kind === 'call' ? columnCall(program, inner, place) : undefined;
}

function foreignKeysOf(program: Program, call: PythonCall, { name, place, shown: expression }: ColumnSpot & { readonly name: string }): readonly ForeignKey[] {
  const at = shown('schema.foreignKey', place.file, expression.range);
  const field = textOf(program, argumentOf(call, undefined, 'foreign_key'), place);
  const own: readonly ForeignKey[] = field === undefined ? [] : [{ at, columns: [name], table: tableIn(field), isConstraint: true, source: 'sqlalchemy' }];
  return [...own, ...call.arguments.flatMap(({ value, name: keyword }): readonly ForeignKey[] => {
    if (keyword !== undefined || value.kind !== 'call' || sqlalchemyName(program, value.callee, place) !== 'ForeignKey') return [];
    return [{ at, columns: [name], table: tableIn(textOf(program, argumentOf(value, 0, 'column'), place)), isConstraint: true, source: 'sqlalchemy' }];
  })];
}

/** `users` of `users.id` and `public.users.id`. */
export const tableIn = (column: string | undefined): string | undefined => column?.split('.').at(-2);

/** `boolean`, `enum`, or undefined: other types matter to nobody. */
function typeOf(program: Program, { annotation, place }: ColumnSpot, call: PythonCall | undefined): string | undefined {
  for (const { value, name } of call?.arguments ?? []) {
    if (name !== undefined && name !== 'type_' && name !== 'sa_type') continue;
    const type = sqlalchemyName(program, value.kind === 'call' ? value.callee : value, place);
    if (type === 'Boolean' || type === 'BOOLEAN') return 'boolean';
    if (type === 'Enum' || type === 'ENUM') return 'enum';
  }
  return annotation === undefined ? undefined : annotatedType(program, annotation, place);
}

/** The type in `Mapped[bool]`, `bool | None`, `Optional[Status]`. */
function annotatedType(program: Program, annotation: PythonExpression, place: Place): string | undefined {
  if (annotation.kind === 'subscript') return annotatedType(program, annotation.index, place);
  if (annotation.kind === 'other') return annotation.parts.map((part) => annotatedType(program, part, place)).find((type) => type !== undefined);
  if (annotation.kind === 'binary') return annotatedType(program, annotation.left, place) ?? annotatedType(program, annotation.right, place);
  if (annotation.kind !== 'name' && annotation.kind !== 'attribute') return undefined;
  if (externalName(program, annotation, place) === 'builtins.bool') return 'boolean';
  const own = classOf(program, annotation, place);
  return own?.node.bases.some((base) => /^enum\.\w*Enum$/.test(externalName(program, base, own.place) ?? '')) === true ? 'enum' : undefined;
}
