import { defineCheck, fail, notApplicable, pass, type CacheStore, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

type Stores = readonly [CacheStore, ...CacheStore[]];

export default defineCheck({
  needs: [],
  reads: ['cache.stores', 'runtime.dependencies'],
  check(facts, { text }): readonly Outcome[] {
    const small = new RegExp(text('small'), 'i');
    const caches = new RegExp(text('caches'), 'i');
    const judged = (recordsIn(facts['cache.stores']) ?? []).filter(({ bounded, name, scope, write }) =>
      bounded || (write !== undefined && (scope === 'request' || scope === 'job') && !small.test(name)));
    if (judged.length === 0) return [notApplicable('no request writes entries of its own to what stays')];
    const open = judged.filter(({ bounded }) => !bounded);
    const isInstalled = dependencyNamed(facts, 'lru-cache') !== undefined;
    const maps = open.filter(({ kind }) => kind === 'Map' && isInstalled);
    const [first, ...rest] = open.filter((store) => !maps.includes(store));
    const findings = [...maps.map((map) => growing([map], caches, true)), ...(first === undefined ? [] : [growing([first, ...rest], caches, false)])];
    return findings.length === 0 ? [pass()] : findings;
  },
});

/** A Map has a fix of its own, where the library for it is there; the others are told of together. */
function growing(stores: Stores, caches: RegExp, isMap: boolean): Outcome {
  const [first, ...rest] = stores;
  const { name, at, write, scope } = first;
  return fail({
    message: `${scope === 'job' ? 'jobs' : 'requests'} add entries to ${listed(stores.map((each) => each.name))} in memory, and what nobody asks for any more stays`,
    evidence: [at, ...(write === undefined ? [] : [write]), ...rest.slice(0, 4).map((each) => each.at)], anchor: isMap ? `store:${name}` : 'stores',
    severity: stores.some((each) => caches.test(each.name)) ? 'high' : 'medium',
    fix: isMap
      ? { title: `Make ${name} an LRUCache of at most 5,000 entries`, applicability: 'review', change: { kind: 'rewrite', how: 'limit-map', at: [at], with: { most: 5000 } } }
      : advised(`Give ${listed(stores.map((each) => each.name))} a limit and an expiry`),
  });
}
