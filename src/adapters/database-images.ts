import { findNode, stringOf } from '../documents/data.ts';
import type { DataNode } from '../documents/data.ts';
import { declared } from '../model/fact.ts';
import type { Known } from '../model/fact.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { parseImageName } from '../model/image-name.ts';
import { itemsOf } from './node-statements.ts';
import type { Collector } from './statements.ts';

/** Images and add-ons of database servers by the last part of their name. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:postgres(?:ql)?|postgis|pgvector|timescaledb(?:-ha)?|pgvecto-rs|paradedb|cloudnative-pg|spilo.*|heroku-postgresql)$/, 'postgresql'],
  [/^(?:mysql|mysql-server|percona|percona-server|jawsdb|cleardb)$/, 'mysql'],
  [/^(?:mariadb|jawsdb-maria)$/, 'mariadb'],
  [/^(?:redis|redis-stack|redis-stack-server|valkey|keydb|dragonfly|heroku-redis|heroku-keyvalue|rediscloud)$/, 'redis'],
  [/^(?:mongo|mongodb|mongodb-community-server|mongodb-atlas-local|mongolab|ormongo)$/, 'mongodb'],
];

/** The kind of database that an image or add-on is; undefined for anything else. */
export function databaseKindOf(image: string): string | undefined {
  const name = parseImageName(image).repository.split('/').at(-1) ?? '';
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** A database server that a file declares: `postgresql db`. */
export function databaseServer(kind: string, name: string, file: SourceFile, range: Range): Known<string> {
  return declared('database.servers', `${kind} ${name}`.trim(), file, range);
}

/** States the plan of Heroku's PostgreSQL where the add-ons name one such database, with its plan: without one, a running app may have any. */
export function statePlan(collector: Collector, addons: DataNode | undefined): void {
  const plans = itemsOf(addons).flatMap((item) => {
    const node = stringOf(item) === undefined ? findNode(item, ['plan']) : item;
    const text = stringOf(node) ?? '';
    return node !== undefined && text.startsWith('heroku-postgresql') ? [{ node, plan: text.split(':')[1] }] : [];
  });
  const [only] = plans;
  if (plans.length === 1 && only?.plan !== undefined) collector.known('database.plan', `heroku ${only.plan}`, only.node.range);
}

/** The database servers among Heroku's add-ons: `"heroku-postgresql:mini"`, or an object with a plan. */
export function addonServers(node: DataNode | undefined, file: SourceFile): readonly Known<string>[] {
  return itemsOf(node).flatMap((item) => {
    const plan = stringOf(item) ?? stringOf(findNode(item, ['plan'])) ?? '';
    const kind = databaseKindOf(plan);
    return kind === undefined ? [] : [databaseServer(kind, stringOf(findNode(item, ['as'])) ?? plan.split(':')[0] ?? '', file, item.range)];
  });
}
