import { defineProjectCheck, fail, notApplicable, pass, valueOf, type CheckContext, type Option, type Outcome, type Pool, type Service } from '#rule';
import { poolerOf } from '../shared/poolers.ts';
import { listed } from '../shared/words.ts';

type Context = Pick<CheckContext, 'strings'>;

/** Options that become settings of the server when a client connects: of asyncpg one by one, of libpq in one text. */
const SETTINGS = /^(?:connect_args\.)?server_settings\.(\w+)$/;
const OPTIONS = /^(?:connect_args\.|kwargs\.|url\.)?options$/;

export default defineProjectCheck({
  reads: ['build.variables', 'database.pools', 'deploy.variables'],
  check: (services, context) => new Map(services.map((service) => [service, judged(service, context)])),
});

function judged(service: Service, context: Context): Outcome | readonly Outcome[] {
  const pools = (valueOf(service.facts['database.pools']) ?? []).filter((pool) => ['neon', 'pgbouncer'].includes(poolerOf(pool, service) ?? ''));
  return pools.length === 0 ? notApplicable('no file shows a pooler whose rules are documented') : pools.map((pool) => ofPool(pool, context));
}

function ofPool(pool: Pool, context: Context): Outcome {
  const asked = pool.options.filter(({ name }) => OPTIONS.test(name) || isRefused(name, context.strings('followed')));
  const [first] = asked;
  if (first === undefined) return pass();
  const names = listed(asked.map(({ name }) => SETTINGS.exec(name)?.[1] ?? 'options'), 4);
  return fail({
    message: `the pooler refuses connections that ask for ${names}`,
    evidence: [pool.at, ...asked.flatMap(({ value }) => (value.state === 'known' ? [value] : []))],
    fix: { title: `Take ${names} out, and set it for the role: ALTER ROLE ... SET ...`, applicability: 'review', change: { kind: 'set-options', at: pool.at, remove: asked.map((option: Option) => option.name) } },
  });
}

function isRefused(name: string, followed: readonly string[]): boolean {
  const setting = SETTINGS.exec(name)?.[1];
  return setting !== undefined && !followed.includes(setting.toLowerCase());
}
