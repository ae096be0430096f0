import type { Expression, Node } from 'oxc-parser';
import type { QueryOperation } from '../../../model/facts/queries.ts';
import { instanceOf } from '../names/instances.ts';
import { resolve } from '../names/resolve.ts';
import { listing, type CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { contains, keyName } from '../syntax/tree.ts';
import type { Chain } from './chains.ts';
import { uses } from './libraries.ts';

/** What a chain asks, and through which library. */
export interface Asked {
  readonly library: string;
  readonly operation: QueryOperation;
}

type Operations = Readonly<Record<string, QueryOperation>>;

const PRISMA: Operations = {
  findUnique: 'read', findUniqueOrThrow: 'read', findFirst: 'read', findFirstOrThrow: 'read', findMany: 'read', count: 'read', aggregate: 'read', groupBy: 'read', create: 'insert',
  createMany: 'insert-many', createManyAndReturn: 'insert-many', update: 'update', updateMany: 'update', upsert: 'write', delete: 'delete', deleteMany: 'delete',
};
const TYPEORM: Operations = {
  find: 'read', findBy: 'read', findOne: 'read', findOneBy: 'read', findOneOrFail: 'read', findOneByOrFail: 'read', count: 'read', countBy: 'read', exists: 'read', existsBy: 'read',
  save: 'write', insert: 'insert', update: 'update', upsert: 'write', delete: 'delete', remove: 'delete', softDelete: 'delete',
};
const SEQUELIZE: Operations = {
  findOne: 'read', findByPk: 'read', findAll: 'read', findAndCountAll: 'read', count: 'read', create: 'insert', bulkCreate: 'insert-many', update: 'update', upsert: 'write', destroy: 'delete',
  findOrCreate: 'write', increment: 'update', decrement: 'update',
};
const MONGOOSE: Operations = {
  findOne: 'read', findById: 'read', find: 'read', countDocuments: 'read', exists: 'read', aggregate: 'read', create: 'insert', insertMany: 'insert-many', updateOne: 'update', updateMany: 'update',
  findByIdAndUpdate: 'update', findOneAndUpdate: 'update', deleteOne: 'delete', deleteMany: 'delete', findByIdAndDelete: 'delete', bulkWrite: 'insert-many',
};
const DRIZZLE: Operations = { select: 'read', selectDistinct: 'read', insert: 'insert', update: 'update', delete: 'delete' };
const KNEX_WRITES: Operations = { insert: 'insert', update: 'update', del: 'delete', delete: 'delete', increment: 'update', decrement: 'update', upsert: 'write' };
const WORDS: Operations = { SELECT: 'read', WITH: 'read', INSERT: 'insert', UPDATE: 'update', DELETE: 'delete', COMMIT: 'commit' };
const MANAGERS = /^(manager|entityManager|em|dataSource|AppDataSource|queryRunner)$/;

/** What a chain asks of a database; undefined where it asks none, or only prepares a question. */
export function askedBy(project: CodeProject, module: Module, chain: Chain): Asked | undefined {
  const last = chain.names.at(-1) ?? '';
  return sqlAsked(project, module, chain) ?? (PRISMA[last] === undefined ? undefined : prismaAsked(project, module, chain))
    ?? (DRIZZLE[chain.steps[0]?.name ?? ''] === undefined && !/^find(First|Many)$/.test(last) ? undefined : drizzleAsked(project, module, chain))
    ?? (TYPEORM[last] === undefined ? undefined : typeormAsked(project, module, chain))
    ?? (SEQUELIZE[last] === undefined && MONGOOSE[last] === undefined ? undefined : modelAsked(project, module, chain))
    ?? knexAsked(project, module, chain);
}

/** `pool.query('SELECT ...')`: nothing else takes such a text. */
function sqlAsked(project: CodeProject, module: Module, { names, steps }: Chain): Asked | undefined {
  const only = steps.at(-1);
  const last = names.at(-1) ?? '';
  const argument = only?.call.arguments[0];
  if (only === undefined || !/^(query|execute)$/.test(last) || only.name !== last || argument === undefined || argument.type === 'SpreadElement') return undefined;
  const operation = WORDS[firstWord(project, module, argument) ?? ''];
  const owner = names.at(-2) ?? '';
  if (operation === undefined) return undefined;
  const library = MANAGERS.test(owner) && uses(project, 'typeorm') ? 'typeorm' : uses(project, 'pg') || !uses(project, 'mysql2') ? 'pg' : 'mysql2';
  return { library, operation };
}

/** The first word of a text that is written down, in capitals. */
export function firstWord(project: CodeProject, module: Module, expression: Expression): string | undefined {
  const text = sqlText(project, module, expression);
  return text === undefined ? undefined : /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase();
}

/** A text that is written down; of a template its beginning. */
export function sqlText(project: CodeProject, module: Module, expression: Expression): string | undefined {
  const target = listing(project, () => resolve(project, module, expression));
  if (target.kind !== 'value') return undefined;
  const { node } = target;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.cooked ?? undefined;
  if (node.type === 'ObjectExpression') {
    const text = node.properties.find((each) => each.type === 'Property' && keyName(each.key, each.computed) === 'text');
    return text?.type === 'Property' ? sqlText(project, target.module, text.value) : undefined;
  }
  return undefined;
}

/** `prisma.user.findMany()`, `tx.user.update()` in a transaction, `this.prisma.user.create()`. */
function prismaAsked(project: CodeProject, module: Module, { names, steps, receiver }: Chain): Asked | undefined {
  const [model, owner] = [names.at(-2) ?? '', names.at(-3) ?? ''];
  const method = names.at(-1) ?? '';
  const operation = PRISMA[method];
  if (operation === undefined || steps.length !== 1 || !/^[a-z]/.test(model) || model === 'query') return undefined;
  const isClient = /prisma/i.test(owner) || (/^(tx|trx|db|client|database)$/.test(owner) && uses(project, '@prisma/client', 'prisma'))
    || (receiver?.type === 'MemberExpression' && isPrisma(project, module, receiver.object));
  if (!isClient) return undefined;
  return { library: 'prisma', operation: method === 'findMany' && isUnlimited(steps[0]?.call.arguments[0]) ? 'read-all' : operation };
}

function isPrisma(project: CodeProject, module: Module, expression: Expression): boolean {
  const instance = listing(project, () => instanceOf(project, module, expression));
  return instance?.kind === 'made' && instance.key?.endsWith('#PrismaClient') === true;
}

/** No `where`, `take` or cursor. */
function isUnlimited(argument: Node | undefined): boolean {
  if (argument === undefined) return true;
  return argument.type === 'ObjectExpression'
    && argument.properties.every((each) => each.type === 'Property' && !/^(where|take|cursor|skip|distinct)$/.test(keyName(each.key, each.computed) ?? 'where'));
}

/** `db.select().from(users)`, `db.query.users.findFirst()`. */
function drizzleAsked(project: CodeProject, _module: Module, { names, steps }: Chain): Asked | undefined {
  if (!uses(project, 'drizzle-orm')) return undefined;
  const at = names.indexOf('query');
  if (at > 0 && names.length === at + 3 && steps.length === 1) return { library: 'drizzle', operation: 'read' };
  const [first, second] = steps;
  const operation = first === undefined ? undefined : DRIZZLE[first.name];
  if (operation === undefined || second === undefined || !/^(from|values|set|where|returning)$/.test(second.name)) return undefined;
  if (operation === 'insert' && second.call.arguments[0]?.type !== 'ObjectExpression') return { library: 'drizzle', operation: 'insert-many' };
  const all = operation === 'read' && steps.every(({ name }) => /^(select|from|orderBy)$/.test(name)) && !isAggregate(first?.call.arguments[0]);
  return { library: 'drizzle', operation: all ? 'read-all' : operation };
}

/** `{ count: count() }`, `` { max: sql`max(...)` } ``: one row comes back, however many there are. */
function isAggregate(columns: Node | undefined): boolean {
  if (columns?.type !== 'ObjectExpression') return false;
  return contains(columns, (each) => (each.type === 'CallExpression' && each.callee.type === 'Identifier' && /^(count|sum|avg|min|max)(Distinct)?$/.test(each.callee.name))
    || (each.type === 'TaggedTemplateExpression' && each.quasi.quasis.some(({ value }) => /\b(count|sum|avg|min|max)\s*\(/i.test(value.raw))));
}

/** `this.userRepository.findOne()`, `manager.save()`. */
function typeormAsked(project: CodeProject, _module: Module, { names, steps }: Chain): Asked | undefined {
  const owner = names.at(-2) ?? '';
  const method = names.at(-1) ?? '';
  const operation = TYPEORM[method];
  if (operation === undefined || steps.length !== 1 || !(/repo(sitory)?$/i.test(owner) || MANAGERS.test(owner)) || !uses(project, 'typeorm', '@nestjs/typeorm')) return undefined;
  const [first] = steps[0]?.call.arguments ?? [];
  if (method === 'find' && !MANAGERS.test(owner) && isUnlimited(first)) return { library: 'typeorm', operation: 'read-all' };
  if (/^(save|insert)$/.test(method) && first?.type === 'ArrayExpression') return { library: 'typeorm', operation: 'insert-many' };
  return { library: 'typeorm', operation };
}

/** `User.findByPk()` of Sequelize, `User.findById()` of Mongoose. */
function modelAsked(project: CodeProject, module: Module, { names, steps, receiver }: Chain): Asked | undefined {
  const [first] = steps;
  const owner = names[names.length - steps.length - 1] ?? '';
  if (first === undefined || receiver === undefined || !/^[A-Z]\w*[a-z]\w*$/.test(owner)) return undefined;
  const target = listing(project, () => resolve(project, module, receiver));
  if (target.kind === 'external' && !/^(mongoose|sequelize)$/.test(target.name)) return undefined;
  if (MONGOOSE[first.name] !== undefined && uses(project, 'mongoose', '@nestjs/mongoose')) return { library: 'mongoose', operation: MONGOOSE[first.name] ?? 'read' };
  const operation = SEQUELIZE[first.name];
  return operation !== undefined && uses(project, 'sequelize', 'sequelize-typescript') ? { library: 'sequelize', operation } : undefined;
}

/** `knex('users').where(...).first()`. */
function knexAsked(project: CodeProject, module: Module, { root, names, steps }: Chain): Asked | undefined {
  const [first, ...rest] = steps;
  if (first === undefined || root.type !== 'Identifier' || names.length !== rest.length + 1 || first.call.arguments[0]?.type !== 'Literal' || rest.length === 0 || !uses(project, 'knex')) return undefined;
  const instance = listing(project, () => instanceOf(project, module, root));
  if (!/^(knex|trx|db|tx)$/.test(root.name) && !(instance?.kind === 'made' && instance.key?.startsWith('knex#') === true)) return undefined;
  const write = rest.find(({ name }) => KNEX_WRITES[name] !== undefined);
  const single = write?.name === 'insert' && write.call.arguments[0]?.type !== 'ObjectExpression';
  return { library: 'knex', operation: single ? 'insert-many' : write === undefined ? 'read' : (KNEX_WRITES[write.name] ?? 'write') };
}
