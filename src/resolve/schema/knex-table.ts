import type { CallExpression, Node } from '@oxc-project/types';
import { walk } from '../../documents/typescript.ts';
import { declared, type Known } from '../../model/fact.ts';
import type { Table } from '../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../model/schema/parts.ts';
import type { SchemaOperation } from '../../model/schema/operations.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { methodOf, textOf, textsOf, valueIn } from './script-nodes.ts';

/** `createTable('a', (table) => { ... })` and `alterTable` of Knex as steps. https://knexjs.org/guide/schema-builder.html */
export function knexOperations(call: CallExpression, file: SourceFile): readonly SchemaOperation[] {
  const [first, builder] = call.arguments;
  const name = textOf(first as Node);
  if (builder?.type !== 'ArrowFunctionExpression' && builder?.type !== 'FunctionExpression') return [];
  if (name === undefined) return [{ kind: 'unread', table: undefined }];
  const at = placeOf(call, file);
  const table: Table = { at: { ...at, value: `table ${name}` }, name, database: undefined, columns: [], indexes: [], foreignKeys: [], source: 'knex', isComplete: true };
  const chains = chainsIn(builder, builder.params[0] as Node | undefined);
  const steps = chains.flatMap((chain) => stepsOf(chain, name, file));
  return methodOf(call).startsWith('createTable') ? [{ kind: 'create-table', table }, ...steps] : steps;
}

interface Link {
  readonly name: string;
  readonly call: CallExpression;
}

/** The chains of calls on the builder: `table.integer('a').notNullable()`. */
function chainsIn(builder: Node, parameter: Node | undefined): readonly (readonly Link[])[] {
  const holder = parameter?.type === 'Identifier' ? parameter.name : undefined;
  const chains: (readonly Link[])[] = [];
  walk(builder, (node) => {
    if (node.type !== 'CallExpression') return undefined;
    const links: Link[] = [];
    let current: Node = node as CallExpression;
    while (current.type === 'CallExpression' && current.callee.type === 'MemberExpression') {
      links.unshift({ name: methodOf(current), call: current });
      current = current.callee.object;
    }
    if (holder !== undefined && current.type === 'Identifier' && current.name === holder) {
      chains.push(links);
      return 'skip';
    }
    return undefined;
  });
  return chains;
}

function stepsOf(links: readonly Link[], table: string, file: SourceFile): readonly SchemaOperation[] {
  const [first, ...rest] = links;
  if (first === undefined) return [];
  const at = placeOf(first.call, file);
  const [given, second] = first.call.arguments as readonly (Node | undefined)[];
  const columns = textsOf(given);
  const linked = (name: string) => rest.find((each) => each.name === name)?.call;
  const target = targetOf(linked('inTable'), linked('references'), linked('on'));
  const named = (ending: string, call: CallExpression | undefined, position: number) =>
    textOf(call?.arguments[position] as Node | undefined) ?? textOf(valueIn(call?.arguments[position] as Node | undefined, 'indexName')) ?? (columns === undefined ? undefined : wholeName([table, ...columns, ending].join('_').toLowerCase()));
  const index = (kind: 'plain' | 'unique' | 'primary', ending: string, call: CallExpression | undefined, position: number): readonly SchemaOperation[] =>
    (columns === undefined ? [{ kind: 'unread', table }] : [{ kind: 'add-index', table, index: indexOf('knex', at, keysOf(columns), { kind, isConstraint: kind !== 'plain', name: kind === 'primary' ? wholeName(`${table}_pkey`) : named(ending, call, position) }) }]);
  const key = (names: readonly string[]): SchemaOperation => ({ kind: 'add-foreign-key', table, key: { at, columns: names, table: target, isConstraint: true, name: wholeName([table, ...names, 'foreign'].join('_').toLowerCase()), source: 'knex' } });
  switch (first.name) {
    case 'index': return index('plain', 'index', first.call, 1);
    case 'unique': return index('unique', 'unique', first.call, 1);
    case 'primary': return index('primary', 'pkey', first.call, 1);
    case 'foreign': return columns === undefined ? [] : [key(columns)];
    case 'dropColumn': return (columns ?? []).map((column) => ({ kind: 'drop-column', table, column }));
    case 'dropIndex': return dropped('index');
    case 'dropUnique': return dropped('unique');
    case 'dropForeign': return dropped('foreign');
    case 'renameColumn': { const [from, to] = [columns?.[0], textOf(second)]; return from === undefined || to === undefined ? [] : [{ kind: 'rename-column', table, column: from, to }]; }
    case 'timestamps': case 'dropTimestamps': case 'dropColumns': case 'dropPrimary': case 'comment': case 'engine': case 'charset': case 'check': case 'setNullable': case 'dropNullable': return [];
    default:
  }
  const column = /^(?:big)?increments$/i.test(first.name) ? columns?.[0] ?? 'id' : columns?.[0];
  if (column === undefined) return [];
  const isKey = /^(?:big)?increments$/i.test(first.name) || linked('primary') !== undefined;
  return [
    { kind: 'add-column', table, column: { name: column, type: first.name === 'boolean' ? 'boolean' : first.name, at } },
    ...(isKey ? [{ kind: 'add-index' as const, table, index: indexOf('knex', at, keysOf([column]), { kind: 'primary', isConstraint: true, name: wholeName(`${table}_pkey`) }) }] : []),
    ...(linked('unique') === undefined ? [] : [{ kind: 'add-index' as const, table, index: indexOf('knex', at, keysOf([column]), { kind: 'unique', isConstraint: true, name: wholeName(`${table}_${column}_unique`.toLowerCase()) }) }]),
    ...(linked('index') === undefined ? [] : [{ kind: 'add-index' as const, table, index: indexOf('knex', at, keysOf([column]), { name: named('index', linked('index'), 0) }) }]),
    ...(linked('references') === undefined ? [] : [key([column])]),
  ];

  function dropped(ending: string): readonly SchemaOperation[] {
    const name = named(ending, first?.call, 1);
    return name === undefined ? [] : [ending === 'index' ? { kind: 'drop-index', name } : { kind: 'drop-constraint', table, name }];
  }
}

/** `.references('id').inTable('users')`, `.references('users.id')`. */
function targetOf(inTable: CallExpression | undefined, references: CallExpression | undefined, on: CallExpression | undefined): string | undefined {
  const text = (call: CallExpression | undefined) => textOf(call?.arguments[0] as Node | undefined);
  const written = text(references);
  return text(inTable) ?? text(on) ?? (written?.includes('.') === true ? written.split('.').at(-2) : undefined);
}

function placeOf({ start, end }: CallExpression, file: SourceFile): Known<string> {
  const line = file.text.slice(start, end).replaceAll(/\s+/g, ' ');
  return declared('schema.index', line.length > 160 ? `${line.slice(0, 157)}...` : line, file, { start, end });
}
