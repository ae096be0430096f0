import type { Class } from 'oxc-parser';
import { absent, declared, defaulted, undecidable } from '../../../model/fact.ts';
import type { Fact, Known } from '../../../model/fact.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { baseName } from '../../../model/files.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { valueOf } from '../../../model/fact.ts';
import { resolve } from '../names/resolve.ts';
import { isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { factOf, numberOf } from '../names/value-facts.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { codeFact, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { addressFact, hasHiddenOptions, listOptions, optionsOf, optionValue } from './options.ts';
import { numberInAddress } from './address.ts';

const REFERENCE = 'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections/connection-pool';
const ADAPTERS: ReadonlyMap<string, { readonly driver: string; readonly kind: string; readonly standard: number; readonly limits: readonly string[] }> = new Map([
  ['@prisma/adapter-pg#PrismaPg', { driver: 'pg', kind: 'postgresql', standard: 10, limits: ['max'] }],
  ['@prisma/adapter-neon#PrismaNeon', { driver: 'neon', kind: 'postgresql', standard: 10, limits: ['max'] }],
  ['@prisma/adapter-mariadb#PrismaMariaDb', { driver: 'mariadb', kind: 'mysql', standard: 10, limits: ['connectionLimit'] }],
  ['@prisma/adapter-better-sqlite3#PrismaBetterSqlite3', { driver: 'sqlite', kind: 'sqlite', standard: 1, limits: [] }],
  ['@prisma/adapter-better-sqlite3#PrismaBetterSQLite3', { driver: 'sqlite', kind: 'sqlite', standard: 1, limits: [] }],
  ['@prisma/adapter-libsql#PrismaLibSQL', { driver: 'libsql', kind: 'sqlite', standard: 1, limits: [] }],
]);

/** Prisma clients: each owns a pool. A class that extends the client counts once, where it is written. */
export function readPrismaPools(project: CodeProject): Pool[] {
  const schema = readSchema(project);
  const pools: Pool[] = [];
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      if (site.node.type !== 'NewExpression' || !isPrismaClient(project, module, site.node.callee)) continue;
      pools.push(...poolOf(project, schema, site, { at: codeFact('database.pool', site), ...surroundingsOf(project, site) }));
    }
    for (const { node, path } of module.classes) {
      if (node.superClass === null || !isPrismaClient(project, module, node.superClass)) continue;
      const site = superCall(module, node) ?? { module, node: { type: 'NewExpression', callee: node.superClass, arguments: [], start: node.superClass.start, end: node.superClass.end }, path };
      const at = codeFact('database.pool', { module, node });
      pools.push(...poolOf(project, schema, site, { at, scope: isOneOff(project, module) ? 'script' : 'startup', within: node.id?.name }));
    }
  }
  return pools;
}

/** `PrismaClient` of the package, or of a client that the build generates. */
function isPrismaClient(project: CodeProject, module: Module, callee: Place['node']): boolean {
  const target = listing(project, () => resolve(project, module, callee));
  if (target.kind === 'external') return target.path === 'PrismaClient' && /prisma/i.test(target.name);
  const node = unwrap(callee as never);
  if (node.type !== 'Identifier' || node.name !== 'PrismaClient') return memberName(node) === 'PrismaClient';
  const binding = lookUp(module, node.name, node.start);
  return binding?.kind === 'import' && /prisma|generated/i.test(binding.source);
}

function superCall(module: Module, owner: Class): Site | undefined {
  return module.sites.find(({ node }) => node.callee.type === 'Super' && owner.start <= node.start && node.end <= owner.end);
}

interface Around extends Pick<Pool, 'scope' | 'within'> {
  readonly at: Known<string>;
}

function poolOf(project: CodeProject, schema: Schema, site: Site, around: Around): Pool[] {
  const options = optionsOf(project, site);
  const base = { at: around.at, library: 'prisma', scope: around.scope, within: around.within, served: around.scope !== 'script',
    overflow: defaulted('database.pool.overflow', 0, 'prisma', REFERENCE) };
  const adapter = adapterOf(project, options);
  if (adapter === undefined) {
    const maximum = engineLimit(project, schema, options, around.at, hasHiddenOptions(project, site, options));
    return [{ ...base, driver: undefined, maximum, size: { ...maximum, name: 'database.pool.size' }, options: listOptions(project, options),
      database: schema.database ?? absent('database.name', site.module.file), kind: schema.kind }];
  }
  const { known, site: made } = adapter;
  const [first] = made.node.arguments;
  const given = first === undefined ? undefined : resolve(project, made.module, first);
  if (given?.kind === 'value' && given.node.type === 'NewExpression') return [];
  const inner = optionsOf(project, made);
  const limit = known?.limits.map((path) => optionValue(project, inner, path)).find((value) => value !== undefined);
  const name = 'database.pool.maximum';
  const unseen = undecidable(name, 'its options come from a place that we cannot follow', [around.at]);
  const maximum: Fact<number> = limit !== undefined ? factOf(project, name, limit, numberOf)
    : known === undefined || hasHiddenOptions(project, made, inner) ? unseen : defaulted(name, known.standard, 'prisma', REFERENCE);
  const address = ['connectionString', 'url'].map((path) => optionValue(project, inner, path)).find((value) => value !== undefined);
  return [{ ...base, driver: known?.driver, maximum, size: { ...maximum, name: 'database.pool.size' }, options: listOptions(project, inner),
    database: addressFact(address, project) ?? schema.database ?? absent('database.name', site.module.file), kind: known?.kind ?? schema.kind }];
}

function adapterOf(project: CodeProject, options: Place | undefined) {
  const target = options === undefined ? undefined : resolveProperty(project, options);
  if (target?.kind !== 'value' || (target.node.type !== 'NewExpression' && target.node.type !== 'CallExpression')) return undefined;
  const callee = resolve(project, target.module, target.node.callee);
  const site: Site = { module: target.module, node: target.node, path: { node: target.node, up: undefined } };
  return { known: callee.kind === 'external' ? ADAPTERS.get(`${callee.name}#${callee.path}`) : undefined, site };
}

function resolveProperty(project: CodeProject, { module, node }: Place) {
  if (node.type !== 'ObjectExpression') return undefined;
  const property = node.properties.find((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'adapter');
  return property?.type === 'Property' ? resolve(project, module, property.value) : undefined;
}

/** Without an adapter the address limits the connections, or the number of physical cores does. */
function engineLimit(project: CodeProject, schema: Schema, options: Place | undefined, at: Known<string>, hidden: boolean): Fact<number> {
  const name = 'database.pool.maximum';
  const address = ['datasourceUrl', 'datasources.db.url'].map((path) => optionValue(project, options, path)).find((value) => value !== undefined);
  const written = numberInAddress(project, address, 'connection_limit');
  if (written !== undefined) return { ...written, name };
  const variable = valueOf(schema.database);
  const { environment } = project.input;
  const set = variable === undefined ? undefined : environment.addressOf?.(variable) ?? environment.get(variable);
  const limit = set?.state === 'known' ? /[?&]connection_limit=(\d+)/.exec(set.value)?.[1] : undefined;
  if (limit !== undefined && set?.state === 'known') return { ...set, name, value: Number(limit) };
  if (schema.kind === 'sqlite') return defaulted(name, 1, 'prisma', REFERENCE);
  const isMade = address?.kind === 'unknown' || address?.kind === 'structure';
  return undecidable(name, hidden || isMade ? 'its options come from a place that we cannot follow'
    : 'Prisma opens two connections per physical core of the machine and one more, unless connection_limit stands in the database address', [at]);
}

interface Schema {
  readonly database: Known<string> | undefined;
  readonly kind: string | undefined;
}

/** The datasource blocks of the project: the provider of the first, and the variable with the address where they name the same one. */
function readSchema(project: CodeProject): Schema {
  const { files, root } = project.input;
  const near = files.below(root).filter((path) => baseName(path).endsWith('.prisma'));
  const paths = near.length > 0 ? near : files.paths.filter((path) => baseName(path).endsWith('.prisma'));
  const [first, ...others] = paths.slice(0, 40).flatMap((path) => datasourceIn(files.read(path)) ?? []);
  if (first === undefined) return { database: undefined, kind: undefined };
  const isOne = others.every(({ database }) => valueOf(database) === valueOf(first.database));
  return isOne ? first : { ...first, database: undefined };
}

/** The datasource block of a schema: its provider and the variable with the address. */
function datasourceIn(file: SourceFile | undefined): Schema | undefined {
  const start = file?.text.search(/^\s*datasource\s+\w+\s*\{/m) ?? -1;
  if (file === undefined || start === -1) return undefined;
  const end = file.text.indexOf('}', start);
  const block = file.text.slice(start, end === -1 ? undefined : end);
  const provider = /\bprovider\s*=\s*"(\w+)"/.exec(block)?.[1];
  const url = /\burl\s*=\s*env\("(\w+)"\)/.exec(block);
  const kind = provider === 'postgres' ? 'postgresql' : provider;
  const offset = start + (url?.index ?? 0);
  return { kind, database: url?.[1] === undefined ? undefined : declared('database.name', url[1], file, { start: offset, end: offset + url[0].length }) };
}
