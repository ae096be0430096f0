import { defineRecordCheck, fail, pass, undecided, type Option, type Outcome, type Pool } from '#rule';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, { strings }): Outcome {
    if (!pool.served || pool.kind === 'sqlite' || pool.driver === 'sqlite') return pass();
    if (pool.library === 'django') return judgedDjango(pool);
    if (!strings('libraries').includes(pool.library)) return pass();
    const options = pool.options.filter(({ name }) => strings('enough').includes(name));
    if (options.some(isOn) || keepsNothing(pool)) return pass();
    if (options.some(({ value }) => value.state === 'unresolved')) return undecided('whether the pool tests its connections comes from the environment');
    if (pool.size.state === 'unresolved') return undecided(`the pool's options cannot be told: ${pool.size.reason}`);
    return failed(pool, 'hands out connections without a look whether they are alive', 'Pass pool_pre_ping=True');
  },
});

/** Django tests a kept connection only when told to; without CONN_MAX_AGE it keeps none. */
function judgedDjango(pool: Pool): Outcome {
  const [age, checks] = ['CONN_MAX_AGE', 'CONN_HEALTH_CHECKS'].map((name) => pool.options.find((option) => option.name === name));
  if (age === undefined || (checks !== undefined && isOn(checks))) return pass();
  if (age.value.state === 'unresolved' || checks?.value.state === 'unresolved') return undecided('how long connections are kept comes from the environment');
  if (age.value.state === 'known' && age.value.value === 0) return pass();
  return failed(pool, 'keeps connections and does not test them', 'Set CONN_HEALTH_CHECKS to True');
}

function isOn({ value }: Option): boolean {
  return value.state === 'known' && (value.value === true || (typeof value.value === 'number' && value.value > 0));
}

function keepsNothing({ options }: Pool): boolean {
  return options.some(({ name, value }) => name === 'poolclass' && value.state === 'known' && value.value === 'NullPool');
}

function failed(pool: Pool, what: string, title: string): Outcome {
  return fail({
    message: `${pool.library} ${what}`, evidence: [pool.at], anchor: `pool:${pool.within ?? 'module'}`,
    fix: { title, applicability: 'review', change: { kind: 'advice' } },
  });
}
