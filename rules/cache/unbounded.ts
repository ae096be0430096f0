import { defineRecordCheck, fail, notApplicable, pass, type CacheStore, type Dependency, type Fact, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';

export default defineRecordCheck({
  each: 'cache.stores',
  needs: [],
  reads: ['runtime.dependencies'],
  check(store, facts, { text }): Outcome {
    const { name, kind, bounded, write, scope, at } = store;
    if (bounded) return pass();
    if (write === undefined || (scope !== 'request' && scope !== 'job')) return notApplicable('no request writes entries of its own to it');
    if (new RegExp(text('small'), 'i').test(name)) return notApplicable('it does not grow with the visitors');
    return fail({
      message: `${scope === 'job' ? 'jobs' : 'requests'} add entries to the ${kind} ${name}, and nothing ever takes one out`,
      evidence: [at, write], anchor: `store:${name}`, severity: new RegExp(text('caches'), 'i').test(name) ? 'high' : 'medium', fix: fixOf(store, facts),
    });
  },
});

function fixOf({ kind, at, name }: CacheStore, facts: { readonly 'runtime.dependencies'?: Fact<readonly Dependency[]> | undefined }): ProposedFix {
  if (kind !== 'Map' || dependencyNamed(facts, 'lru-cache') === undefined) return advised(`Give ${name} a limit and an expiry`);
  return { title: `Make ${name} an LRUCache of at most 5,000 entries`, applicability: 'review', change: { kind: 'rewrite', how: 'limit-map', at: [at], with: { most: 5000 } } };
}
