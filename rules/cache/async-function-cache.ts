import { defineRecordCheck, fail, pass, tableText, type CachedFunction, type Change, type Dependency, type Fact, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';

interface Installed {
  readonly 'runtime.dependencies'?: Fact<readonly Dependency[]> | undefined;
  readonly 'runtime.manifest'?: Fact<string> | undefined;
}

export default defineRecordCheck({
  each: 'cache.functions',
  needs: [],
  reads: ['runtime.dependencies', 'runtime.manifest'],
  check(cached, facts, { tables }): Outcome {
    const { at, name, async, decorator } = cached;
    if (!async) return pass();
    return fail({
      message: `${decorator} keeps the coroutine of ${name}, and the second caller with the same arguments gets RuntimeError`,
      evidence: [at], anchor: `coroutine:${name}`, fix: fixOf(cached, facts, tableText(tables, 'cache-libraries/async-lru')),
    });
  },
});

function fixOf({ at, decorator, maximum }: CachedFunction, facts: Installed, release: string): ProposedFix {
  const manifest = facts['runtime.manifest'];
  if (!decorator.startsWith('functools.') || maximum === undefined) return advised('Use alru_cache of async-lru');
  const size = maximum === Number.POSITIVE_INFINITY ? 1024 : maximum;
  const cache: Change = { kind: 'rewrite', how: 'set-decorator', at: [at], with: { from: 'async_lru', name: 'alru_cache', arguments: `maxsize=${size}` } };
  const title = 'Use alru_cache of async-lru, which remembers the result';
  const isInstalled = facts['runtime.dependencies']?.state === 'known' && facts['runtime.dependencies'].value.some(({ name }) => name === 'async-lru');
  if (isInstalled) return { title, applicability: 'review', change: cache };
  if (manifest?.state !== 'known') return advised(title);
  return { title: `${title}, and install it`, applicability: 'review', change: { kind: 'all', changes: [cache, { kind: 'rewrite', how: 'add-dependency', at: [manifest], with: { package: 'async-lru', release } }] } };
}
