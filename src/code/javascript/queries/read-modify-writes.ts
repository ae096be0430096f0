import type { Expression, Node, ObjectExpression } from 'oxc-parser';
import type { ReadModifyWrite } from '../../../model/facts/queries.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import { functionAround } from '../syntax/around.ts';
import { lookUp, type Module, type Site } from '../syntax/module.ts';
import { contains, keyName, memberName, ownProperty, unwrap } from '../syntax/tree.ts';
import { askedBy, sqlText, type Asked } from './asked.ts';
import { chainOf, chainTo, type Chain } from './chains.ts';

/** Columns that hold money, goods or rights: a lost change of one costs somebody something. */
const SHARED = /balance|amount|stock|inventory|credit|points|wallet|funds|remaining|available|reserved|seats/i;
/** A row, or the process, that only one at a time may work on; or an update that asks whether the row is still the same. */
const LOCKED = /for\s+update|for_update|forUpdate|\.for\(\s*['"`](no key )?update|pessimistic|\block\b|advisory|Serializable|RepeatableRead|optimistic|\bversion\b|mutex/i;

/** Values of rows that are read, changed in the program and written back, where nothing locks the row. */
export function readReadModifyWrites(project: CodeProject): ReadModifyWrite[] {
  return [...project.modules.values()].flatMap((module) => [
    ...module.sites.flatMap((site) => writtenBy(project, module, site)),
    ...module.assignments.flatMap((each) => assigned(project, module, each)),
  ]);
}

/** `data: { balance: wallet.balance + n }`, `set({ balance: ... })`, `UPDATE ... SET balance = $1`. */
function writtenBy(project: CodeProject, module: Module, site: Site): readonly ReadModifyWrite[] {
  const chain = chainOf(site);
  const name = chain?.names.at(-1) ?? '';
  if (chain === undefined || !/^(update|updateMany|upsert|query|execute|where|returning|set)$/.test(name)) return [];
  const asked = askedBy(project, module, chain);
  if (asked === undefined || !/^(update|write)$/.test(asked.operation)) return [];
  const values = asked.library === 'pg' || asked.library === 'mysql2' ? valuesOfSql(project, module, site) : valuesOfObject(chain, asked);
  return values.flatMap(({ field, value }) => {
    const change = changeOf(module, value, field);
    return change === undefined ? [] : foundAt(project, { module, site, asked, field, at: value, ...change });
  });
}

interface Value {
  readonly field: string;
  readonly value: Expression;
}

/** `balance` and its parameter, of a statement that sets plain columns. */
function valuesOfSql(project: CodeProject, module: Module, { node }: Site): readonly Value[] {
  const [statement, parameters] = node.arguments;
  if (statement === undefined || statement.type === 'SpreadElement' || parameters?.type !== 'ArrayExpression') return [];
  const text = sqlText(project, module, statement) ?? '';
  const set = /\bset\b([\s\S]*?)(\bwhere\b|$)/i.exec(text)?.[1] ?? '';
  return set.split(',').flatMap((part): readonly Value[] => {
    const [, field, number] = /^\s*"?(\w+)"?\s*=\s*\$(\d+)\s*$/.exec(part) ?? [];
    const value = number === undefined ? undefined : parameters.elements[Number(number) - 1];
    return field === undefined || value === undefined || value === null || value.type === 'SpreadElement' ? [] : [{ field, value }];
  });
}

function valuesOfObject({ steps }: Chain, { library }: Asked): readonly Value[] {
  const [first, second] = steps;
  const argument = library === 'drizzle' ? second?.call.arguments[0] : library === 'knex' ? steps.find(({ name }) => name === 'update')?.call.arguments[0] : first?.call.arguments.at(library === 'sequelize' || library === 'prisma' ? 0 : -1);
  if (argument?.type !== 'ObjectExpression') return [];
  const data: Expression | undefined = library === 'prisma' ? ownProperty(argument, 'data') : argument;
  return data?.type === 'ObjectExpression' ? propertiesOf(data) : [];
}

const propertiesOf = (object: ObjectExpression): readonly Value[] => object.properties.flatMap((each) => {
  const field = each.type === 'Property' ? keyName(each.key, each.computed) : undefined;
  return each.type !== 'Property' || field === undefined ? [] : [{ field, value: each.value as Expression }];
});

/** `wallet.balance += n` with a `save()` behind it. */
function assigned(project: CodeProject, module: Module, { path, target, value }: Module['assignments'][number]): readonly ReadModifyWrite[] {
  const field = memberName(target);
  const { node } = path;
  if (field === undefined || target.type !== 'MemberExpression' || target.object.type !== 'Identifier' || node.type !== 'AssignmentExpression') return [];
  const own = node.operator === '+=' || node.operator === '-=' ? { row: target.object } : node.operator === '=' ? changeOf(module, value, field) : undefined;
  const owner = functionAround(path);
  if (own?.row.type !== 'Identifier' || own.row.name !== target.object.name || owner === undefined || (value.type === 'Literal' && typeof value.value === 'string') || value.type === 'TemplateLiteral') return [];
  const { name } = target.object;
  const saves = module.sites.some((site) => site.node.start > node.end && site.node.end <= owner.end && isSaveOf(site, name));
  return saves ? foundAt(project, { module, site: { module, node: { start: node.start, end: node.end } as never, path }, asked: undefined, field, at: node, row: own.row }) : [];
}

function isSaveOf({ node }: Site, name: string): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'save') return false;
  return (callee.object.type === 'Identifier' && callee.object.name === name) || node.arguments.some((each) => each.type === 'Identifier' && each.name === name);
}

/** The row of `row.field + n`, also behind one name and `Number(...)`. */
function changeOf(module: Module, expression: Expression, field: string, left = 2): { readonly row: Expression } | undefined {
  const node = unwrap(expression);
  if (node.type === 'Identifier' && left > 0) {
    const binding = lookUp(module, node.name, node.start);
    return binding?.kind === 'variable' && binding.initial !== undefined && binding.keys.length === 0 ? changeOf(module, binding.initial, field, left - 1) : undefined;
  }
  if (node.type !== 'BinaryExpression' || !/^[+-]$/.test(node.operator)) return undefined;
  const sides = node.operator === '+' ? [node.left, node.right] : [node.left];
  for (const side of sides) {
    const member = plainOf(side as Expression);
    if (member.type === 'MemberExpression' && memberName(member) === field) return { row: member.object };
  }
  return undefined;
}

function plainOf(expression: Expression): Expression {
  const node = unwrap(expression);
  if (node.type === 'LogicalExpression') return plainOf(node.left);
  const [first] = node.type === 'CallExpression' ? node.arguments : [];
  const converts = node.type === 'CallExpression' && node.callee.type === 'Identifier' && /^(Number|parseFloat|parseInt|BigInt)$/.test(node.callee.name);
  return converts && first !== undefined && first.type !== 'SpreadElement' ? plainOf(first) : node;
}

interface Found {
  readonly module: Module;
  readonly site: Site;
  readonly asked: Asked | undefined;
  readonly field: string;
  readonly at: Node;
  readonly row: Expression;
}

function foundAt(project: CodeProject, { module, site, asked, field, at, row }: Found): readonly ReadModifyWrite[] {
  const owner = functionAround(site.path);
  const read = readOf(project, module, row);
  if (owner === undefined || read === undefined || LOCKED.test(module.file.text.slice(owner.start, owner.end))) return [];
  const { scope, within } = listing(project, () => surroundingsOf(project, site));
  if (scope === 'script') return [];
  const checked = contains(owner, (each) => each.type === 'IfStatement' && contains(each.test, (part) => part.type === 'MemberExpression' && memberName(part) === field));
  return [{ at: codeFact('change', { module, node: at }), read: codeFact('query', { module, node: read.node }), library: asked?.library ?? read.library, field, scope, within, checked, shared: SHARED.test(field) }];
}

/** The query that gave a row its name: `const wallet = await ...`, `const { rows } = ...`, `result.rows[0]`. */
function readOf(project: CodeProject, module: Module, row: Expression, left = 4): { readonly node: Expression; readonly library: string } | undefined {
  const node = unwrap(row);
  if (left === 0) return undefined;
  if (node.type === 'MemberExpression') return readOf(project, module, node.object, left - 1);
  if (node.type === 'Identifier') {
    const binding = lookUp(module, node.name, node.start);
    return binding?.kind === 'variable' && binding.initial !== undefined ? readOf(project, module, binding.initial, left - 1) : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const asked = askedBy(project, module, chainTo(node));
  return asked?.operation === 'read' ? { node, library: asked.library } : undefined;
}
