import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';

export default defineRecordCheck({
  each: 'cache.functions',
  needs: [],
  check({ at, name, async, method, parameters, maximum, scope, decorator }): Outcome {
    if (async || method || parameters === 0) return notApplicable('it keeps one result, or is no plain function');
    if (scope !== 'request' && scope !== 'job') return notApplicable('no request is seen to call it');
    if (maximum !== Number.POSITIVE_INFINITY) return pass();
    return fail({
      message: `${decorator.slice(decorator.lastIndexOf('.') + 1)} on ${name} keeps every argument that a ${scope} ever brought, and its result`,
      evidence: [at], anchor: `function:${name}`,
      fix: {
        title: `Keep the last 1,024 results of ${name}`, applicability: 'safe',
        change: { kind: 'rewrite', how: 'set-decorator', at: [at], with: { from: 'functools', name: 'lru_cache', arguments: 'maxsize=1024' } },
      },
    });
  },
});
