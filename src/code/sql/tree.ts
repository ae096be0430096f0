import type { Node, RangeVar } from '../../documents/sql.ts';

/** The node under a name, where it is of that kind. */
export function nodeOf<K extends string>(node: Node | undefined, kind: K): Extract<Node, Record<K, unknown>>[K & keyof Extract<Node, Record<K, unknown>>] | undefined {
  return node !== undefined && kind in node ? (node as Extract<Node, Record<K, unknown>>)[kind as never] : undefined;
}

/** `schema.table`, or the table alone. */
export function tableName(relation: RangeVar | undefined): string {
  const name = relation?.relname ?? '';
  return relation?.schemaname === undefined ? name : `${relation.schemaname}.${name}`;
}

/** The text of a String node. */
export const textOf = (node: Node | undefined): string | undefined => nodeOf(node, 'String')?.sval;

/** Texts of a list of String nodes, joined by dots: a name that may have a schema. */
export function dottedOf(nodes: readonly Node[] | undefined): string {
  return (nodes ?? []).flatMap((node) => textOf(node) ?? []).join('.');
}

/** The last part of a column reference: `a` of `t.a`; undefined for `*` and for anything else. */
export function columnOf(node: Node | undefined): string | undefined {
  return textOf(nodeOf(node, 'ColumnRef')?.fields?.at(-1));
}

/** Every node below a value of the tree, itself included; nothing below a key that is left out. */
export function* nodesIn(value: unknown, without?: string): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesIn(item, without);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === without) continue;
    if (/^[A-Z]/.test(key)) yield [key, inner];
    yield* nodesIn(inner, without);
  }
}

/** Columns that a condition names; those inside of a subquery belong to other tables. */
export function columnsIn(value: unknown): readonly string[] {
  const names: string[] = [];
  for (const [kind, node] of nodesIn(value, 'subselect')) {
    if (kind !== 'ColumnRef') continue;
    const name = columnOf({ ColumnRef: node as object });
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}

/** Tables that a value of the tree reads, in subqueries too. */
export function tablesIn(value: unknown): readonly string[] {
  const names = [...nodesIn(value)].flatMap(([kind, node]) => (kind === 'RangeVar' ? [tableName(node as RangeVar)] : []));
  return [...new Set(names)];
}

/** True for a condition that names the rows that stay: `NOT IN`, `NOT EXISTS`, `<>`. */
export function isNegated(value: unknown): boolean {
  return [...nodesIn(value, 'subselect')].some(([kind, node]) => {
    if (kind === 'BoolExpr') return (node as { readonly boolop?: string }).boolop === 'NOT_EXPR';
    return kind === 'A_Expr' && dottedOf((node as { readonly name?: readonly Node[] }).name) === '<>';
  });
}
