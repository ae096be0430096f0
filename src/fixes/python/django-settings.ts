import { everyStatement } from '../../code/python/walk.ts';
import type { PythonExpression, PythonStatement } from '../../documents/python-tree.ts';
import type { Code, Plain } from '../../model/change.ts';
import { insertAt } from '../../text/edit.ts';
import { indentAt, lineEnd, newlineOf } from '../../text/layout.ts';
import { containerOf } from './containers.ts';
import { literalOf } from './literals.ts';
import { styleOf } from './style.ts';
import type { Operation } from './operations.ts';
import type { Target } from './option-target.ts';

/**
 * `DATABASES["default"]["CONN_MAX_AGE"] = 60` below the line that makes the dictionary by a call, as the guide of django-environ has it;
 * undefined where the call stands in no such line.
 */
export function databaseSetting({ written, container }: Target, name: string, value: Plain | Code): Operation | undefined {
  const { file: { text }, tree } = written;
  const isInside = ({ range }: PythonStatement) => range.start <= container.brackets.start && container.brackets.end <= range.end;
  const statements = [...everyStatement(tree.body)];
  const statement = statements.find((each) => each.kind === 'assign' && isInside(each));
  const alias = statement?.kind === 'assign' ? aliasOf(statement, container.brackets.start) : undefined;
  if (statement === undefined || alias === undefined) return undefined;
  const style = styleOf(text, tree);
  const last = statements.findLast((each) => each === statement || (each.kind === 'assign' && each.targets.some((target) => isOfAlias(target, alias)))) ?? statement;
  const line = `${indentAt(text, last.range.start)}DATABASES[${literalOf(alias, style)}][${literalOf(name, style)}] = ${literalOf(value, style)}`;
  const [end, newline] = [lineEnd(text, last.range.end), newlineOf(text)];
  return { kind: 'edit', written, edit: insertAt(end, end === text.length && !text.endsWith('\n') ? `${newline}${line}` : `${line}${newline}`) };
}

/** The alias that gets the value at an offset: the key in DATABASES = {...}, or the one of DATABASES["default"] = ... */
function aliasOf({ targets, value }: PythonStatement & { readonly kind: 'assign' }, offset: number): string | undefined {
  const [target] = targets;
  if (target?.kind === 'subscript') return keyOf(target);
  if (target?.kind !== 'name' || target.name !== 'DATABASES' || value === undefined) return undefined;
  return containerOf(value)?.entries.find(({ value: { range } }) => range.start <= offset && offset < range.end)?.name;
}

function keyOf(target: PythonExpression): string | undefined {
  if (target.kind !== 'subscript' || target.object.kind !== 'name' || target.object.name !== 'DATABASES') return undefined;
  return target.index.kind === 'string' ? target.index.value : undefined;
}

function isOfAlias(target: PythonExpression, alias: string): boolean {
  return target.kind === 'subscript' && keyOf(target.object) === alias;
}
