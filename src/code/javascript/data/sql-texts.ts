import type { Node, TaggedTemplateExpression } from 'oxc-parser';
import { neutralSql, type PlaceholderStyle } from '../../../documents/sql-placeholders.ts';
import { scriptText, templateText, type ScriptText } from '../../migrations/script-tree.ts';
import type { SqlText } from '../../sql/sql-text.ts';
import { isSql } from '../../sql/words.ts';
import { instanceOf, settled } from '../names/instances.ts';
import { resolve } from '../names/resolve.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { sitesNamed } from '../names/sites.ts';
import type { CodeProject } from '../project/code-project.ts';
import { functionAround, isInLoop } from '../syntax/around.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, memberName, unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';

/** Methods that send SQL, whichever library has them. */
const SENDERS = ['query', 'execute', 'raw', 'unsafe', '$queryRaw', '$queryRawUnsafe', '$executeRaw', '$executeRawUnsafe', 'any', 'none', 'one', 'oneOrNone', 'many', 'manyOrNone'];
/** Tags of templates that are SQL. */
const TAGS = /^(sql|\$queryRaw|\$executeRaw|pgsql)$/;

/** A library, how it writes placeholders, and which database it speaks to. */
interface Library {
  readonly library: string;
  readonly styles: readonly PlaceholderStyle[];
  readonly database: SqlText['database'];
}

const LIBRARIES: readonly (readonly [RegExp, Library])[] = [
  [/^(pg|pg-pool|@neondatabase\/serverless|@vercel\/postgres|pg-promise)#/, { library: 'pg', styles: ['numbered'], database: 'postgresql' }],
  [/^postgres#/, { library: 'postgres.js', styles: ['numbered'], database: 'postgresql' }],
  [/^@prisma\/client#|generated\/prisma/, { library: 'prisma', styles: ['numbered'], database: 'unknown' }],
  [/^knex#/, { library: 'knex', styles: ['question', 'colon'], database: 'unknown' }],
  [/^typeorm#/, { library: 'typeorm', styles: ['colon'], database: 'unknown' }],
  [/^sequelize#/, { library: 'sequelize', styles: ['question', 'colon'], database: 'unknown' }],
  [/^drizzle-orm/, { library: 'drizzle', styles: ['numbered'], database: 'unknown' }],
  [/^(mysql2?|mariadb|better-sqlite3|sqlite3?|bun:sqlite|@libsql\/client|mssql)(\/promise)?#/, { library: 'other', styles: ['question'], database: 'other' }],
];

/** Texts of SQL that the program sends. */
export function scriptSqlTexts(project: CodeProject): readonly SqlText[] {
  const calls = sitesNamed(project, ...SENDERS).flatMap((site) => {
    const [first] = site.node.arguments;
    if (first === undefined || first.type === 'SpreadElement') return [];
    const literal = sentText(project, site.module, first);
    return literal === undefined ? [] : textOf(project, { ...site, ...literal, name: memberName(unwrap(site.node.callee)) ?? '' });
  });
  const tagged = [...project.modules.values()].flatMap((module) => module.templates.flatMap(({ node, path }) => {
    const name = tagName(node);
    if (name === undefined || !TAGS.test(name)) return [];
    return textOf(project, { module, node, path, literal: templateText(node.quasi, module.file.text), in: module, name });
  }));
  return [...calls, ...tagged];
}

interface Sent {
  readonly module: Module;
  readonly node: Node;
  readonly path: Path;
  readonly literal: ScriptText;
  /** The file in which the text stands. */
  readonly in: Module;
  readonly name: string;
}

function textOf(project: CodeProject, sent: Sent): readonly SqlText[] {
  const { module, node, path, literal, name } = sent;
  if (!isSql(literal.text)) return [];
  const library = libraryOf(project, module, node, name);
  const { scope, within } = surroundingsOf(project, { module, path } as Site); // the node plays no part in it
  const isHere = sent.in === module;
  return [{
    sql: neutralSql(literal.text, library.styles), file: sent.in.file, start: literal.start, pieces: literal.pieces, isSplit: false, migration: undefined, scope, within, block: functionAround(path)?.start, inLoop: isInLoop(path),
    range: isHere || literal.start === undefined ? { start: node.start, end: node.end } : { start: literal.start, end: literal.start + literal.text.length },
    library: library.library, database: library.database, ...transactionOf(module, path),
  }];
}

/** The text that is given, as it stands or behind a name, or as `{ text: ... }`. */
function sentText(project: CodeProject, module: Module, argument: Node): Pick<Sent, 'literal' | 'in'> | undefined {
  const target = resolve(project, module, argument);
  if (target.kind !== 'value') return undefined;
  let { node } = target;
  if (node.type === 'ObjectExpression') {
    const text = node.properties.find((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'text');
    if (text?.type !== 'Property') return undefined;
    node = text.value;
  }
  const literal = scriptText(node as never, target.module.file.text);
  return literal === undefined ? undefined : { literal, in: target.module };
}

function tagName({ tag }: TaggedTemplateExpression): string | undefined {
  const plain = unwrap(tag);
  return plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : undefined;
}

const UNKNOWN: Library = { library: 'unknown', styles: ['numbered'], database: 'unknown' };

/** The library: of the object, or the only one that the file or the service has. */
function libraryOf(project: CodeProject, module: Module, node: Node, name: string): Library {
  if (name.startsWith('$')) return named('@prisma/client#') ?? UNKNOWN;
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : node.type === 'TaggedTemplateExpression' ? unwrap(node.tag) : undefined;
  const owner = callee?.type === 'MemberExpression' ? callee.object : callee;
  const instance = owner === undefined ? undefined : instanceOf(project, module, owner);
  const made = instance === undefined ? undefined : settled(project, instance);
  const own = made?.kind === 'made' && made.key !== undefined ? named(made.key) : undefined;
  if (own !== undefined) return own;
  const imported = new Set(module.sources.flatMap((source) => named(`${source}#`) ?? []));
  if (imported.size === 1) return [...imported][0] ?? UNKNOWN;
  const installed = new Set((project.input.facts['runtime.dependencies']?.state === 'known' ? project.input.facts['runtime.dependencies'].value : [])
    .filter(({ kind }) => kind === 'production').flatMap(({ name: each }) => named(`${each}#`) ?? []));
  return installed.size === 1 ? ([...installed][0] ?? UNKNOWN) : UNKNOWN;
}

const named = (key: string): Library | undefined => LIBRARIES.find(([pattern]) => pattern.test(key))?.[1];

/** A client may have begun a transaction before; a pool takes another connection for each call. */
function transactionOf(module: Module, path: Path): Pick<SqlText, 'transaction' | 'openedBy'> {
  for (let current: Path | undefined = path; current !== undefined; current = current.up) {
    if (!isFunction(current.node)) continue;
    const text = module.file.text.slice(current.node.start, current.node.end);
    if (/\bBEGIN\b|\btransaction\b|\$transaction|\.begin\(|\.transacting\(|\btrx\b|\btx\b/i.test(text)) return { transaction: 'unknown', openedBy: undefined };
  }
  return { transaction: 'no', openedBy: undefined };
}
