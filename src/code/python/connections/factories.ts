import type { PythonCall } from '../../../documents/python-tree.ts';
import type { SessionFactory } from '../../../model/facts/connections.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { keywordsOf, optionsOf, shown } from '../shown.ts';
import { statementsAround } from '../walk.ts';

/** What makes sessions: the calls of `sessionmaker`, and the names that hold what they give. */
export interface Factories {
  readonly makers: ReadonlyMap<PythonCall, { readonly async: boolean; readonly site: CallSite }>;
  readonly names: ReadonlySet<string>;
}

const FOUND = new WeakMap<Program, Factories>();

/** The session factories of a program. */
export function factoriesOf(program: Program): Factories {
  const known = FOUND.get(program);
  if (known !== undefined) return known;
  const makers = new Map([...callsOf(program)].flatMap((site) => {
    const name = externalName(program, site.call.callee, site.place);
    if (!isFrom(name, 'sqlalchemy', 'sessionmaker', 'async_sessionmaker')) return [];
    return [[site.call, { async: name?.endsWith('async_sessionmaker') === true || makesAsync(program, site), site }] as const];
  }));
  const names = new Set([...makers.values()].flatMap(({ site }) => namesFor(site)));
  const found: Factories = { makers, names };
  FOUND.set(program, found);
  return found;
}

/** `sessionmaker(engine, class_=AsyncSession)`. */
function makesAsync(program: Program, { call, place }: CallSite): boolean {
  const type = call.arguments.find((each) => each.name === 'class_')?.value;
  return type !== undefined && isAsyncSession(externalName(program, type, place));
}

/** True for the async session class of SQLAlchemy or SQLModel. */
export function isAsyncSession(name: string | undefined): boolean {
  return isFrom(name, 'sqlalchemy', 'AsyncSession') || isFrom(name, 'sqlmodel', 'AsyncSession');
}

function namesFor({ call, place }: CallSite): readonly string[] {
  const statement = statementsAround(place.file.tree.body, call.range).at(-1)?.statement;
  if (statement?.kind !== 'assign') return [];
  return statement.targets.flatMap((target) => (target.kind === 'name' || target.kind === 'attribute' ? [target.name] : []));
}

/** Whether a call makes a session, and of which kind; undefined for any other call. */
export function madeSession(program: Program, { call, place }: Pick<CallSite, 'call' | 'place'>): 'sync' | 'async' | undefined {
  const { callee } = call;
  if (callee.kind !== 'name' && callee.kind !== 'attribute') return undefined;
  const { makers, names } = factoriesOf(program);
  if (names.has(callee.name)) {
    const made = instanceOf(program, callee, place)?.call;
    const maker = made === undefined ? undefined : makers.get(made);
    return maker === undefined ? undefined : maker.async ? 'async' : 'sync';
  }
  if (!callee.name.endsWith('Session')) return undefined;
  const name = externalName(program, callee, place);
  if (isAsyncSession(name)) return 'async';
  return isFrom(name, 'sqlalchemy', 'Session') || isFrom(name, 'sqlmodel', 'Session') ? 'sync' : undefined;
}

/** Session factories of the served program, as facts. */
export function sessionFactories(program: Program): readonly SessionFactory[] {
  return [...factoriesOf(program).makers.values()].flatMap(({ async, site }): readonly SessionFactory[] => {
    if (!scopeOf(program, site).served) return [];
    const { keywords, complete } = keywordsOf(program, site.call, site.place);
    return [{ at: shown('session factory', site.place.file, site.call.range), async, options: optionsOf(program, keywords), complete }];
  });
}
