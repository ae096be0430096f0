import { defineRecordCheck, fail, notApplicable, pass, type Checkout } from '#rule';

export default defineRecordCheck({
  each: 'database.checkouts',
  needs: [],
  check(checkout) {
    const { scope, release, at, name } = checkout;
    if (scope === 'script' || scope === 'startup' || scope === 'module') return notApplicable('it is taken once, not for each request');
    if (release === 'finally' || release === 'elsewhere') return pass();
    const message = release === 'never' ? `${name ?? 'it'} is never given back to the pool` : `${name ?? 'it'} is not given back to the pool when something throws before that`;
    return fail({ message, evidence: [at], severity: release === 'never' ? 'critical' : 'high', fix: released(checkout) });
  },
});

function released({ at }: Checkout) {
  return { title: 'Give the connection back in a finally', applicability: 'review', change: { kind: 'rewrite', how: 'release-connection', at: [at] } } as const;
}
