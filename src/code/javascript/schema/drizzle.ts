import type { CallExpression, Node, ObjectExpression } from 'oxc-parser';
import type { ForeignKey, Table, TableColumn, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../../model/schema/parts.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import { sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { argumentAt, keyName, memberName, textOf, unwrap } from '../syntax/tree.ts';
import { chainOf, linkNamed, returnedFrom } from './chains.ts';
import { readExtra, type Extra } from './drizzle-extra.ts';

/** Tables of `pgTable(...)`. https://orm.drizzle.team/docs/indexes-constraints */
export function drizzleTables(project: CodeProject): Table[] {
  return sitesOf(project, 'drizzle-orm/pg-core#pgTable').flatMap((site) => tableOf(project, site) ?? []);
}

/** A column with what the calls behind it say. */
interface DrizzleColumn {
  readonly property: string;
  readonly column: TableColumn;
  readonly indexes: readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
}

function tableOf(project: CodeProject, site: Site): Table | undefined {
  const { module, node } = site;
  const name = textOf(argumentAt(node, 0));
  const given = argumentAt(node, 1);
  if (name === undefined || given === undefined) return undefined;
  const target = resolve(project, module, given);
  const written = returnedFrom(given) ?? (target.kind === 'value' ? target.node : undefined);
  if (written?.type !== 'ObjectExpression') return undefined;
  const { columns, isWhole } = columnsOf(project, target.kind === 'value' && written === target.node ? target.module : module, written, name);
  const names = new Map(columns.map(({ property, column }) => [property, column.name]));
  const extra: Extra = readExtra(project, { module, table: name, columns: names }, argumentAt(node, 2));
  return {
    at: { ...codeFact('schema.table', { module, node }), value: `pgTable ${name}` }, name, database: 'postgresql', columns: columns.map(({ column }) => column), source: 'drizzle',
    indexes: [...columns.flatMap(({ indexes }) => indexes), ...extra.indexes], foreignKeys: [...columns.flatMap(({ foreignKeys }) => foreignKeys), ...extra.foreignKeys],
    isComplete: isWhole && extra.isComplete,
  };
}

function columnsOf(project: CodeProject, module: Module, object: ObjectExpression, table: string): { readonly columns: readonly DrizzleColumn[]; readonly isWhole: boolean } {
  let isWhole = true;
  const columns = object.properties.flatMap((property): readonly DrizzleColumn[] => {
    if (property.type === 'SpreadElement') {
      const target = resolve(project, module, property.argument);
      if (target.kind === 'value' && target.node.type === 'ObjectExpression') return columnsOf(project, target.module, target.node, table).columns;
      isWhole = false;
      return [];
    }
    const key = keyName(property.key, property.computed);
    return key === undefined ? [] : [columnOf(project, { module, node: property.value }, key, table)];
  });
  return { columns, isWhole };
}

function columnOf(project: CodeProject, { module, node }: Place, property: string, table: string): DrizzleColumn {
  const chain = chainOf(node);
  const name = textOf(chain.base === undefined ? undefined : argumentAt(chain.base, 0)) ?? property;
  const at = codeFact('schema.column', { module, node });
  const type = chain.base === undefined ? undefined : keyOf(project, module, chain.base.callee)?.split('#')[1];
  const unique = linkNamed(chain, 'unique');
  const references = linkNamed(chain, 'references');
  const primary = linkNamed(chain, 'primaryKey') === undefined ? [] : [indexOf('drizzle', at, keysOf([name]), { kind: 'primary', isConstraint: true, name: wholeName(`${table}_pkey`) })];
  const own = unique === undefined ? [] : [indexOf('drizzle', at, keysOf([name]), { kind: 'unique', isConstraint: true, name: textOf(argumentAt(unique, 0)) ?? wholeName(`${table}_${name}_unique`) })];
  return {
    property, column: { name, type, at }, indexes: [...primary, ...own],
    foreignKeys: references === undefined ? [] : [{ at, columns: [name], table: referred(project, module, references), isConstraint: true, source: 'drizzle' }],
  };
}

/** The table of `references(() => users.id)`. */
function referred(project: CodeProject, module: Module, { arguments: [first] }: CallExpression): string | undefined {
  const member = returnedFrom(first as Node | undefined);
  if (member?.type !== 'MemberExpression' || memberName(member) === undefined) return undefined;
  const target = resolve(project, module, unwrap(member.object));
  return target.kind === 'value' && target.node.type === 'CallExpression' ? textOf(argumentAt(target.node, 0)) : undefined;
}
