import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Known, type Outcome, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { givenOption, poolAnchor } from '../shared/lasting-pools.ts';

export default defineCheck({
  needs: ['database.migrationEngines'],
  reads: ['database.pools'],
  check(facts): Outcome | readonly Outcome[] {
    const migrating = facts['database.migrationEngines'].value;
    const pools = (valueOf(facts['database.pools']) ?? []).filter((pool) => pool.served && migrating.some((engine) => isSame(engine, pool)));
    if (pools.length === 0) return notApplicable('migrations have an engine of their own');
    const failures = pools.flatMap((pool): readonly Outcome[] => {
      const limit = givenOption(pool, 'connect_args.command_timeout');
      if (typeof limit?.value !== 'number') return [];
      const evidence: readonly [Evidence, ...Evidence[]] = [limit, pool.at];
      return [fail({
        message: `migrations run on an engine that ends each statement after ${limit.value} s`, evidence, anchor: poolAnchor(pool),
        fix: advised('Make an engine without command_timeout in the env.py of the migrations'),
      })];
    });
    return failures.length === 0 ? pass() : failures;
  },
});

function isSame({ provenance }: Known<string>, { at }: Pool): boolean {
  return provenance.kind === 'declared' && at.provenance.kind === 'declared'
    && provenance.file.path === at.provenance.file.path && provenance.range.start === at.provenance.range.start;
}
