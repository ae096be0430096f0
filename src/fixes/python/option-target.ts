import { expressionAt } from '../../code/python/walk.ts';
import { parsePythonFile } from '../../documents/python.ts';
import { dottedName, type PythonExpression } from '../../documents/python-tree.ts';
import type { Pool } from '../../model/facts/data.ts';
import type { FixContext, SetOptions } from '../context.ts';
import { placeOf } from '../planned.ts';
import { containerOf, type Container, type Written } from './containers.ts';
import { entryAt, optionPlace, poolAt, type Stretch } from './places.ts';

/** What options are to be changed of. */
export interface Target {
  readonly written: Written;
  readonly container: Container;
  /** `dj_database_url.config` of a call. */
  readonly callee: string | undefined;
  readonly pool: Pool | undefined;
  /** The file that a place stands in, as it is now. */
  readonly read: (place: Stretch) => Promise<Written | undefined>;
}

/** A container and the path of an option in it. */
export interface Home {
  readonly written: Written;
  readonly container: Container;
  readonly path: readonly string[];
}

/** Finds the call or dictionary that a fact points at. */
export async function targetAt(at: SetOptions['at'], context: FixContext): Promise<Target | { readonly because: string }> {
  const read = async ({ file }: Stretch): Promise<Written | undefined> => {
    const now = context.files.read(file.path);
    const parsed = now?.text === file.text ? await parsePythonFile(now) : undefined;
    return now === undefined || parsed?.ok !== true ? undefined : { file: now, tree: parsed.document };
  };
  const place = placeOf(at);
  const written = place && await read(place);
  if (place === undefined || written === undefined) return { because: `${at.name} cannot be read` };
  const expression = expressionAt(written.tree.body, place.range);
  const container = expression && containerOf(expression);
  if (container === undefined) return { because: `${place.file.path} holds no call and no dictionary there` };
  return { written, container, callee: calleeOf(expression), pool: poolAt(context.services, place), read };
}

function calleeOf(expression: PythonExpression | undefined): string | undefined {
  return expression?.kind === 'call' ? dottedName(expression.callee) : undefined;
}

/** Keywords of dj_database_url for what Django's dictionary calls otherwise: https://pypi.org/project/dj-database-url/ */
const DJANGO_KEYWORDS: Readonly<Record<string, string>> = { CONN_MAX_AGE: 'conn_max_age', CONN_HEALTH_CHECKS: 'conn_health_checks' };

/** Where an option belongs: in the call or dictionary itself, unless the library has another place for it. */
export async function homeOf(target: Target, name: string): Promise<Home | { readonly because: string }> {
  const { written, container, callee, pool } = target;
  const own = { written, container, path: name.split('.') };
  if (pool?.library === 'flask-sqlalchemy') return (await flaskHome(target, name)) ?? { ...own, path: ['engine_options', ...own.path] };
  if (pool?.library !== 'django' || callee === undefined || callee === 'dict') return own;
  const keyword = DJANGO_KEYWORDS[name];
  if (keyword === undefined || !/^(dj_database_url\.)?(config|parse)$/.test(callee)) return { because: `${callee} takes no ${name}` };
  return { ...own, path: [keyword] };
}

/** The dictionary that SQLALCHEMY_ENGINE_OPTIONS or engine_options has already, found by what stands in it. */
export async function flaskHome(target: Target, name: string): Promise<Home | undefined> {
  for (const option of target.pool?.options ?? []) {
    if (option.name.startsWith('SQLALCHEMY_') || option.name.includes('.')) continue;
    const place = optionPlace(target.pool, option.name);
    const written = place && await target.read(place);
    const found = place && written && entryAt(written, place.range);
    if (found !== undefined && written !== undefined) return { written, container: found.container, path: name.split('.') };
  }
  return undefined;
}
