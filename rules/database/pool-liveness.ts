import { defineRecordCheck, fail, notApplicable, pass, undecided, type Dependency, type Fact, type Option, type Outcome, type Pool, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { isLasting } from '../shared/lasting-pools.ts';
import { libraryName } from '../shared/library-names.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['runtime.dependencies'],
  check(pool, facts, { strings, text }): Outcome {
    const isLenient = text('judged') === 'lasting';
    const unknown = isLenient ? notApplicable : undecided;
    if (!pool.served || pool.kind === 'sqlite' || pool.driver === 'sqlite') return pass();
    if (pool.library === 'django') return judgedDjango(pool, facts['runtime.dependencies'], unknown);
    if (!strings('libraries').includes(pool.library)) return pass();
    if (isLenient && !isLasting(pool)) return notApplicable('it lives as long as a request, which database/engine-per-request is about');
    if (isLenient && isLookedAfter(pool, facts['runtime.dependencies'])) return pass();
    const options = pool.options.filter(({ name }) => strings('enough').includes(name));
    if (options.some(isOn) || keepsNothing(pool)) return pass();
    if (options.some(({ value }) => value.state === 'unresolved')) return unknown('whether the pool tests its connections comes from the environment');
    if (pool.size.state === 'unresolved') return unknown(`the pool's options cannot be told: ${pool.size.reason}`);
    return failed(pool, 'hands out connections without a look whether they are alive', {
      title: 'Pass pool_pre_ping=True', applicability: 'safe', change: { kind: 'set-options', at: pool.at, set: { pool_pre_ping: true } } });
  },
});

/** Django tests a kept connection only when told to; without CONN_MAX_AGE it keeps none. */
function judgedDjango(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, unknown: (because: string) => Outcome): Outcome {
  const [age, checks] = ['CONN_MAX_AGE', 'CONN_HEALTH_CHECKS'].map((name) => pool.options.find((option) => option.name === name));
  if (age === undefined || (checks !== undefined && isOn(checks))) return pass();
  if (age.value.state === 'unresolved' || checks?.value.state === 'unresolved') return unknown('how long connections are kept comes from the environment');
  if (age.value.state === 'known' && age.value.value === 0) return pass();
  const isPossible = hasReached(dependencies, 'django', 4, 1) !== false;
  if (!isPossible && unknown !== undecided) return notApplicable('Django before 4.1 cannot test connections');
  return failed(pool, 'keeps connections and does not test them', isPossible
    ? { title: 'Set CONN_HEALTH_CHECKS to True', applicability: 'review', change: { kind: 'set-options', at: pool.at, set: { CONN_HEALTH_CHECKS: true } } }
    : advised('Set CONN_HEALTH_CHECKS to True, which Django 4.1 brought'));
}

function isOn({ value }: Option): boolean {
  return value.state === 'known' && (value.value === true || (typeof value.value === 'number' && value.value > 0));
}

function keepsNothing({ options }: Pool): boolean {
  return options.some(({ name, value }) => name === 'poolclass' && value.state === 'known' && value.value === 'NullPool');
}

/** A pool of one connection that is never replaced, and the age that Flask-SQLAlchemy took as a key of its own before 3.0. */
function isLookedAfter({ options }: Pool, dependencies: Fact<readonly Dependency[]> | undefined): boolean {
  const isStatic = options.some(({ name, value }) => name === 'poolclass' && value.state === 'known' && value.value === 'StaticPool');
  return isStatic || (options.some(({ name }) => name === 'SQLALCHEMY_POOL_RECYCLE') && hasReached(dependencies, 'flask-sqlalchemy', 3) === false);
}

function failed(pool: Pool, what: string, fix: ProposedFix): Outcome {
  return fail({ message: `${libraryName(pool.library)} ${what}`, evidence: [pool.at], anchor: `pool:${pool.within ?? 'module'}`, fix });
}
