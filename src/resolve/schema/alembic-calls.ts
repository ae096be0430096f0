import { dottedName, type PythonCall, type PythonExpression } from '../../documents/python-tree.ts';
import { declared, type Known } from '../../model/fact.ts';
import type { ForeignKey, IndexKey, TableColumn, TableIndex } from '../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../model/schema/parts.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** The last name of what is called: `create_index` of `op.create_index`. */
export function nameOf({ callee }: PythonCall): string {
  return dottedName(callee)?.split('.').at(-1) ?? (callee.kind === 'attribute' ? callee.name : '');
}

/** The argument at a position among those without names, or the one with the name. */
export function argument({ arguments: given }: PythonCall, position: number | undefined, name: string): PythonExpression | undefined {
  const named = given.find((each) => each.name === name)?.value;
  return named ?? (position === undefined ? undefined : given.filter((each) => each.name === undefined && each.splat === '')[position]?.value);
}

/** A text, also as `op.f('ix_a')` and `sa.text('a')`. */
export function textOf(expression: PythonExpression | undefined): string | undefined {
  if (expression?.kind === 'string') return expression.value;
  return expression?.kind === 'call' && /^(?:f|text)$/.test(nameOf(expression)) ? textOf(expression.arguments[0]?.value) : undefined;
}

/** Texts of a list; undefined where one is none. */
export function textsOf(expression: PythonExpression | undefined): readonly string[] | undefined {
  if (expression?.kind !== 'list' && expression?.kind !== 'tuple') return undefined;
  const texts = expression.items.map(textOf);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

export const isTrue = (expression: PythonExpression | undefined): boolean => expression?.kind === 'boolean' && expression.value;

/** Code of a migration as a place. */
export function placeIn(file: SourceFile, { range }: PythonExpression): Known<string> {
  const line = file.text.slice(range.start, range.end).replaceAll(/\s+/g, ' ');
  return declared('schema.index', line.length > 160 ? `${line.slice(0, 157)}...` : line, file, range);
}

/** `sa.Column('a', sa.Integer(), sa.ForeignKey('b.id'), unique=True)` with what it makes. */
export function columnOf(call: PythonCall, table: string, file: SourceFile): { readonly column: TableColumn; readonly isKey: boolean; readonly indexes: readonly TableIndex[]; readonly foreignKeys: readonly ForeignKey[] } | undefined {
  const name = textOf(argument(call, 0, 'name'));
  if (nameOf(call) !== 'Column' || name === undefined) return undefined;
  const at = placeIn(file, call);
  const type = call.arguments.map(({ value }) => (value.kind === 'call' ? nameOf(value) : '')).find((each) => /^(?:Boolean|Enum|ENUM)$/.test(each));
  const isUnique = isTrue(argument(call, undefined, 'unique'));
  const isIndexed = isTrue(argument(call, undefined, 'index'));
  const own = isIndexed ? indexOf('alembic', at, keysOf([name]), { kind: isUnique ? 'unique' : 'plain', name: wholeName(`ix_${table}_${name}`) })
    : isUnique ? indexOf('alembic', at, keysOf([name]), { kind: 'unique', isConstraint: true, name: wholeName(`${table}_${name}_key`) }) : undefined;
  const foreignKeys = call.arguments.flatMap(({ value }): readonly ForeignKey[] => {
    if (value.kind !== 'call' || nameOf(value) !== 'ForeignKey') return [];
    return [{ at, columns: [name], table: textOf(argument(value, 0, 'column'))?.split('.').at(-2), isConstraint: true, source: 'alembic' }];
  });
  return { column: { name, type: type?.toLowerCase(), at }, isKey: isTrue(argument(call, undefined, 'primary_key')), indexes: own === undefined ? [] : [own], foreignKeys };
}

/** The key of an index: names of columns, and expressions as `sa.text` gives them. */
export function indexKeys(expression: PythonExpression | undefined): readonly IndexKey[] | undefined {
  if (expression?.kind !== 'list' && expression?.kind !== 'tuple') return undefined;
  const keys = expression.items.map((item): IndexKey | undefined => {
    if (item.kind === 'string') return { column: item.value };
    const text = textOf(item);
    const [, column, order] = /^"?(\w+)"?(?:\s+(asc|desc))?$/i.exec(text ?? '') ?? [];
    if (column !== undefined) return order?.toLowerCase() === 'desc' ? { column, descending: true } : { column };
    return text === undefined ? undefined : { column: undefined, expression: text };
  });
  return keys.every((key) => key !== undefined) ? keys : undefined;
}
