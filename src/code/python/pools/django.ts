import { declared, defaulted, valueOf } from '../../../model/fact.ts';
import type { Option, Pool } from '../../../model/facts/data.ts';
import { addressOf, installedDriver } from '../database-address.ts';
import { follow, mayRun, targetsOf } from '../follow.ts';
import { externalName, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Spot } from '../python-file.ts';
import { dictEntries, optionsOf, shown, type Keyword } from '../shown.ts';
import { guardedForSqlite } from '../sqlite-guard.ts';
import { djangoSettings, settingsOf } from '../settings-module.ts';
import { numberedOption } from './pool.ts';

const DATABASES = 'https://docs.djangoproject.com/en/5.2/ref/databases/';

/** One pool for each alias of Django's DATABASES: a connection for each thread, or a psycopg pool. */
export function readDjangoPools(program: Program): readonly Pool[] {
  const settings = settingsOf(program, 'DATABASES').filter(({ spot, binding }) =>
    mayRun(program, binding.guards, spot.place) && guardedForSqlite(spot.place, binding.guards) !== true);
  const candidates = settings.map(({ spot, binding }): Candidate => {
    const aliases = dictEntries(program, spot) ?? [];
    return { aliases, isChosen: binding.guards.length > 0, kinds: aliases.map((alias) => poolOf(program, alias).kind) };
  });
  if (candidates.length === 0) return [];
  const { aliases } = deployedOf(candidates);
  const later = laterAliases(program);
  return [...aliases.filter((each) => !later.some(({ name }) => name === each.name)), ...later]
    .map((alias) => poolOf(program, alias)).filter((pool) => pool.kind !== 'sqlite' || aliases.length === 1);
}

interface Candidate {
  readonly aliases: readonly Keyword[];
  /** True under a test. */
  readonly isChosen: boolean;
  readonly kinds: readonly (string | undefined)[];
}

const NONE: Candidate = { aliases: [], isChosen: false, kinds: [] };

/** Of several assignments the one for a server's database is the deployed one; where tests choose among several servers, PostgreSQL's is. */
function deployedOf(candidates: readonly Candidate[]): Candidate {
  const last = candidates.findLast(({ kinds }) => kinds.some((kind) => kind !== 'sqlite')) ?? candidates.at(-1) ?? NONE;
  if (!last.isChosen) return last;
  return candidates.findLast(({ kinds, isChosen }) => isChosen && kinds.includes('postgresql')) ?? last;
}

/** `DATABASES['default'] = ...` after the dictionary. */
function laterAliases(program: Program): readonly Keyword[] {
  return assignmentsTo(program, 1).filter(({ guards }) => guards).map(({ keys, spot }) => ({ name: keys[0] ?? '', spot }));
}

/** Assignments to DATABASES below as many keys, those for SQLite and for tests left out. */
function assignmentsTo(program: Program, depth: number): readonly { keys: readonly string[]; spot: Spot; guards: boolean }[] {
  return djangoSettings(program).flatMap((file) => file.assignments.flatMap(({ target, value, place, guards }) => {
    const keys: string[] = [];
    let current = target;
    while (current.kind === 'subscript' && current.index.kind === 'string') {
      keys.unshift(current.index.value);
      current = current.object;
    }
    if (current.kind !== 'name' || current.name !== 'DATABASES' || keys.length !== depth) return [];
    return [{ keys, spot: { expression: value, place }, guards: guardedForSqlite(place, guards) !== true && mayRun(program, guards, place) }];
  }));
}

function poolOf(program: Program, alias: Keyword): Pool {
  const { spot } = alias;
  const [target] = targetsOf(program, spot);
  const at = target ?? spot;
  const later = assignmentsTo(program, 2).filter((each) => each.guards && each.keys[0] === alias.name)
    .map((each) => ({ name: each.keys[1] ?? '', spot: each.spot }));
  const keywords = [...entriesOf(program, at), ...later];
  const setting = (name: string) => keywords.findLast((each) => each.name === name)?.spot;
  const address = addressOf(program, addressSpot(program, at), at, 'sync');
  const engine = setting('ENGINE');
  const kind = kindOfEngine(engine && follow(program, engine)) ?? address.kind ?? installedDriver(program, 'sync')?.kind;
  const options = [...optionsOf(program, keywords), ...keptForEver(program, setting('CONN_MAX_AGE'))];
  const name = setting('NAME');
  const database = address.database.state === 'known' || name === undefined ? address.database : addressOf(program, name, at, 'sync').database;
  return {
    at: shown('pool', at.place.file, at.expression.range),
    library: 'django',
    driver: kind === 'sqlite' ? 'sqlite' : installedDriver(program, 'sync')?.driver,
    kind,
    ...limitsOf(options),
    scope: 'module',
    within: undefined,
    served: true,
    options,
    database,
  };
}

/** `CONN_MAX_AGE: None`, which keeps connections without an end. */
function keptForEver(program: Program, spot: Spot | undefined): readonly Option[] {
  const followed = spot && follow(program, spot);
  if (followed?.state !== 'literal' || followed.value !== undefined || followed.variables.length > 0) return [];
  return [{ name: 'CONN_MAX_AGE', value: declared('CONN_MAX_AGE', Number.POSITIVE_INFINITY, followed.file, followed.range) }];
}

/** The entries of one alias: a dictionary, or what dj_database_url and django-environ make of an address. */
function entriesOf(program: Program, { expression, place }: Spot): readonly Keyword[] {
  const written = dictEntries(program, { expression, place });
  if (written !== undefined) return written;
  if (expression.kind !== 'call') return [];
  return expression.arguments.flatMap((argument): readonly Keyword[] => {
    if (argument.name === undefined) return [];
    const name = { conn_max_age: 'CONN_MAX_AGE', conn_health_checks: 'CONN_HEALTH_CHECKS', engine: 'ENGINE' }[argument.name];
    return [{ name: name ?? argument.name, spot: { expression: argument.value, place } }];
  });
}

/** Where the address stands: the argument of `dj_database_url.parse`, the variable of `env.db`. */
function addressSpot(program: Program, { expression, place }: Spot): Spot | undefined {
  if (expression.kind !== 'call') return undefined;
  const external = externalName(program, expression.callee, place);
  const standard = expression.arguments.find((each) => each.name === 'default')?.value;
  if (isFrom(external, 'dj_database_url', 'parse')) {
    const [first] = expression.arguments;
    return first && { expression: first.value, place };
  }
  if (isFrom(external, 'dj_database_url', 'config')) return { expression, place };
  return { expression: standard ?? expression, place };
}

function kindOfEngine(followed: ReturnType<typeof follow> | undefined): string | undefined {
  const engine = followed?.state === 'literal' && typeof followed.value === 'string' ? followed.value : undefined;
  if (engine === undefined) return undefined;
  return ['postgresql', 'mysql', 'sqlite', 'oracle'].find((each) => engine.includes(each)) ?? (/postg|psycopg/.test(engine) ? 'postgresql' : undefined);
}

function limitsOf(options: readonly Option[]): Pick<Pool, 'size' | 'overflow' | 'maximum'> {
  const none = defaulted('overflow', 0, 'Django', DATABASES);
  const pool = options.filter((option) => (option.name === 'OPTIONS.pool' && valueOf(option.value) !== false) || option.name.startsWith('OPTIONS.pool.'));
  if (pool.length === 0) {
    const one = defaulted('connections per thread', 1, 'Django', `${DATABASES}#persistent-connections`);
    return { size: one, overflow: none, maximum: one };
  }
  const most = pool.find((option) => option.name.endsWith('.max_size'))?.value ?? pool.find((option) => option.name.endsWith('.min_size'))?.value;
  const size = most !== undefined ? numberedOption('max_size', most) : defaulted('max_size', 4, 'psycopg_pool', `${DATABASES}#connection-pool`);
  return { size, overflow: none, maximum: size };
}
