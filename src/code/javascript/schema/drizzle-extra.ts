import type { CallExpression, Expression, Node } from 'oxc-parser';
import type { ForeignKey, IndexKey, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../../model/schema/parts.ts';
import { keyOf } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { argumentAt, memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import { chainOf, linkNamed, returnedFrom } from './chains.ts';

/** What the third argument of a table says. */
export interface Extra {
  readonly indexes: readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
  /** False where something could not be read. */
  readonly isComplete: boolean;
}

/** The table that it is about, with the columns of its properties. */
export interface Around {
  readonly module: Module;
  readonly table: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** `(t) => [index('a').on(t.a)]`, or an object of such. */
export function readExtra(project: CodeProject, around: Around, given: Expression | undefined): Extra {
  if (given === undefined) return { indexes: [], foreignKeys: [], isComplete: true };
  const returned = returnedFrom(given);
  const items: readonly (Node | null)[] | undefined = returned?.type === 'ArrayExpression' ? returned.elements
    : returned?.type === 'ObjectExpression' ? returned.properties.map((property) => (property.type === 'Property' ? property.value : property)) : undefined;
  if (items === undefined) return { indexes: [], foreignKeys: [], isComplete: false };
  const read = items.map((item) => (item === null ? undefined : itemOf(project, around, item)));
  const known = read.filter((each) => each !== undefined);
  return { indexes: known.flatMap(({ indexes }) => indexes), foreignKeys: known.flatMap(({ foreignKeys }) => foreignKeys), isComplete: read.every((each) => each !== undefined) };
}

type Item = Omit<Extra, 'isComplete'>;

function itemOf(project: CodeProject, around: Around, node: Node): Item | undefined {
  const { module, table } = around;
  const chain = chainOf(node);
  if (chain.base === undefined) return undefined;
  const made = keyOf(project, module, chain.base.callee)?.split('#')[1];
  const at = codeFact('schema.index', { module, node });
  const given = textOf(argumentAt(chain.base, 0));
  const on = linkNamed(chain, 'on', 'using', 'onOnly');
  switch (made) {
    case 'index': case 'uniqueIndex': {
      const isUsing = linkNamed(chain, 'using') !== undefined;
      const method = isUsing && on !== undefined ? textOf(argumentAt(on, 0)) : undefined;
      const keys = on === undefined ? undefined : keysFrom(around, on.arguments.slice(isUsing ? 1 : 0));
      const where = linkNamed(chain, 'where');
      const kind = made === 'index' ? 'plain' : 'unique';
      const predicate = where === undefined ? undefined : module.file.text.slice(where.arguments[0]?.start, where.arguments[0]?.end);
      return keys === undefined ? undefined : { foreignKeys: [], indexes: [indexOf('drizzle', at, keys, { kind, method, predicate, name: given ?? wholeName([table, ...keys.map(({ column }) => column), 'index'].join('_')) })] };
    }
    case 'unique': {
      const keys = on === undefined ? undefined : keysFrom(around, on.arguments);
      return keys === undefined ? undefined : { foreignKeys: [], indexes: [indexOf('drizzle', at, keys, { kind: 'unique', isConstraint: true, name: given ?? wholeName([table, ...keys.map(({ column }) => column), 'unique'].join('_')) })] };
    }
    case 'primaryKey': {
      const keys = listed(around, chain.base, 'columns') ?? columnsIn(around, chain.base.arguments);
      return keys === undefined ? undefined : { foreignKeys: [], indexes: [indexOf('drizzle', at, keysOf(keys), { kind: 'primary', isConstraint: true })] };
    }
    case 'foreignKey': {
      const columns = listed(around, chain.base, 'columns');
      return columns === undefined ? undefined : { indexes: [], foreignKeys: [{ at, columns, table: undefined, isConstraint: true, source: 'drizzle' }] };
    }
    case 'check': case 'pgPolicy': return { indexes: [], foreignKeys: [] };
    default: return undefined;
  }
}

/** The columns of `columns: [t.a, t.b]`. */
function listed(around: Around, call: CallExpression, name: string): readonly string[] | undefined {
  const [first] = call.arguments;
  const list = first?.type === 'ObjectExpression' ? ownProperty(first, name) : undefined;
  return list?.type === 'ArrayExpression' ? columnsIn(around, list.elements) : undefined;
}

function columnsIn(around: Around, nodes: readonly (Node | null)[]): readonly string[] | undefined {
  const names = nodes.map((node) => (node === null ? undefined : keyFrom(around, node)?.column));
  return names.every((name) => name !== undefined) ? names : undefined;
}

function keysFrom(around: Around, nodes: readonly Node[]): readonly IndexKey[] | undefined {
  const keys = nodes.map((node) => keyFrom(around, node));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** `t.a`, `t.a.desc()`, `t.a.op('gin_trgm_ops')`, `desc(t.a)`, and SQL of its own. */
function keyFrom(around: Around, node: Node): IndexKey | undefined {
  const expression = unwrap(node as Expression);
  if (expression.type === 'MemberExpression') {
    const name = memberName(expression);
    return name === undefined ? undefined : { column: around.columns.get(name) ?? name };
  }
  if (expression.type === 'TaggedTemplateExpression') return { column: undefined, expression: around.module.file.text.slice(expression.start, expression.end) };
  if (expression.type !== 'CallExpression') return undefined;
  const callee = unwrap(expression.callee);
  if (callee.type !== 'MemberExpression') {
    const inner = argumentAt(expression, 0);
    const key = inner === undefined ? undefined : keyFrom(around, inner);
    return key === undefined || callee.type !== 'Identifier' ? undefined : callee.name === 'desc' ? { ...key, descending: true } : callee.name === 'asc' ? key : undefined;
  }
  const key = keyFrom(around, callee.object);
  const method = memberName(callee);
  const operatorClass = method === 'op' ? textOf(argumentAt(expression, 0)) : undefined;
  return key === undefined ? undefined : { ...key, ...(method === 'desc' ? { descending: true as const } : {}), ...(operatorClass === undefined ? {} : { operatorClass }) };
}
