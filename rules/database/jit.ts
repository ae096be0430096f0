import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasPooler } from '../shared/databases.ts';
import { givenOption, isLasting, poolAnchor } from '../shared/lasting-pools.ts';

const SETTINGS = ['connect_args.server_settings.jit', 'server_settings.jit'];

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, { service }): Outcome {
    if (!isLasting(pool)) return notApplicable('it is no pool that lasts');
    const options = givenOption(pool, 'connect_args.options', 'options', 'url.options', 'OPTIONS.options');
    const isInOptions = typeof options?.value === 'string' && /\bjit(=|%3D)off\b/i.test(options.value);
    const given = givenOption(pool, ...SETTINGS) ?? (isInOptions ? options : undefined);
    if (given === undefined) return pass();
    if (hasPooler(pool, service)) return notApplicable('what a pooler refuses is another rule');
    return fail({
      message: 'the client switches JIT compilation off with a parameter that no PgBouncer takes', evidence: [given, pool.at], anchor: poolAnchor(pool),
      fix: advised('Set it for the role on the server, where it matters: ALTER ROLE app SET jit = off'),
    });
  },
});
