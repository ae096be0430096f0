import type { Comment } from 'oxc-parser';
import { declared } from '../model/fact.ts';
import type { ConfigSetting, MigrationRemark } from '../model/facts/build.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { alternativesOf, type IacValue } from './railway-ts-values.ts';

/** Options that hold variables, whose values may be secrets, or where the source comes from. */
const LEFT_OUT = /^(env|variables|source|domains|networking)$/;
const DEEPEST = 8;

/** The options of one service as they are written; of several that a condition chooses from, all. */
export function settingsOfService(config: IacValue, file: SourceFile): readonly ConfigSetting[] {
  return leavesOf(config, '', file);
}

function leavesOf(value: IacValue, key: string, file: SourceFile, depth = 0): readonly ConfigSetting[] {
  if (depth > DEEPEST || LEFT_OUT.test(key) || key.startsWith('deploy.registryCredentials')) return [];
  return alternativesOf(value).flatMap((each): readonly ConfigSetting[] => {
    const inner = (name: string | number) => (key === '' ? String(name) : `${key}.${name}`);
    if (each.kind === 'object') return [...each.properties].flatMap(([name, property]) => leavesOf(property.value, inner(name), file, depth + 1));
    if (each.kind === 'array') return each.items.flatMap((item, index) => leavesOf(item, inner(index), file, depth + 1));
    if (each.kind !== 'literal' || key === '') return [];
    const text = file.text.slice(each.range.start, each.range.end);
    return [{ key, environment: undefined, value: each.value, by: 'railway-ts', at: declared('build.settings', text, file, each.range) }];
  });
}

/** How `railway config migrate` writes what it does not take over: https://github.com/railwayapp/cli/blob/master/src/commands/config/migrate.rs */
const REMARK = /^\s*(\w+) from CaC: (.*\S)\s*$/;

/** The comments inside the call of a service that name a setting of the old file. */
export function remarksIn(call: Range, comments: readonly Comment[], file: SourceFile): readonly MigrationRemark[] {
  return comments.flatMap(({ start, end, value }): readonly MigrationRemark[] => {
    const [, key, text] = start < call.start || end > call.end ? [] : (REMARK.exec(value) ?? []);
    if (key === undefined || text === undefined) return [];
    return [{ key, value: textOf(text), at: declared('build.migrationRemarks', file.text.slice(start, end), file, { start, end }) }];
  });
}

/** The text of a JSON value that is one; of a list, its only item. */
function textOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const [only, ...more] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return typeof only === 'string' && more.length === 0 ? only : undefined;
  } catch {
    return undefined; // somebody changed the comment
  }
}
