import type { Node, SqlNode } from '../../documents/sql.ts';
import type { SqlAction } from '../../model/facts/statements.ts';
import { nodeOf, nodesIn, tableName } from './tree.ts';

/** SELECT, also with UNION and the like. */
export function selectAction(node: SqlNode<'SelectStmt'>): SqlAction {
  const own = new Set((node.withClause?.ctes ?? []).flatMap((each) => nodeOf(each, 'CommonTableExpr')?.ctename ?? []));
  const tables = tablesIn(node).filter((table) => !own.has(table));
  return {
    kind: 'select', tables, everything: takesAll(node, own), isOrdered: (node.sortClause ?? []).length > 0, isLimited: node.limitCount !== undefined,
    offset: node.limitOffset === undefined ? undefined : nodeOf(node.limitOffset, 'A_Const') === undefined ? 'given' : 'written',
    isNarrowed: node.whereClause !== undefined || (node.groupClause ?? []).length > 0,
  };
}

function tablesIn(node: SqlNode<'SelectStmt'>): readonly string[] {
  const names: string[] = [];
  for (const [kind, inner] of nodesIn([node.fromClause ?? [], node.larg ?? [], node.rarg ?? []])) {
    if (kind !== 'RangeVar') continue;
    const name = tableName(inner as SqlNode<'RangeVar'>);
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

/** `*` of a table of FROM: what a subquery, a function or WITH gives is narrowed where that is written. */
function takesAll({ targetList, fromClause }: SqlNode<'SelectStmt'>, own: ReadonlySet<string>): boolean {
  const sources = (fromClause ?? []).flatMap(sourcesIn);
  return (targetList ?? []).some((each) => {
    const fields = nodeOf(nodeOf(each, 'ResTarget')?.val, 'ColumnRef')?.fields ?? [];
    const last = fields.at(-1);
    if (last === undefined || !('A_Star' in last)) return false;
    const owner = nodeOf(fields[0], 'String')?.sval;
    return sources.some(({ name, alias, isTable }) => isTable && !own.has(name) && (owner === undefined || owner === alias));
  });
}

interface Source {
  readonly name: string;
  readonly alias: string;
  readonly isTable: boolean;
}

function sourcesIn(node: Node): readonly Source[] {
  const join = nodeOf(node, 'JoinExpr');
  if (join !== undefined) return [join.larg, join.rarg].flatMap((side) => (side === undefined ? [] : sourcesIn(side)));
  const table = nodeOf(node, 'RangeVar');
  if (table === undefined) return [{ name: '', alias: '', isTable: false }];
  const name = tableName(table);
  return [{ name, alias: table.alias?.aliasname ?? table.relname ?? '', isTable: true }];
}
