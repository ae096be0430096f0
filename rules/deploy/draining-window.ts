import { defineCheck, fail, notApplicable, pass, type Known, type Outcome } from '#rule';

export default defineCheck({
  needs: [],
  reads: ['deploy.drainingSeconds', 'server.gracefulTimeout'],
  check(facts, { number }): Outcome {
    const [draining, graceful] = [facts['deploy.drainingSeconds'], facts['server.gracefulTimeout']];
    if (draining?.state !== 'known' || draining.value <= 0) return notApplicable('no file gives the old version time to finish');
    if (graceful?.state !== 'known') return notApplicable('the server sets no time to finish');
    // The server's own default may be more than any request needs.
    if (graceful.value <= draining.value || graceful.provenance.kind !== 'declared') return pass();
    return shorter(draining, graceful, graceful.value + number('room'));
  },
});

function shorter(draining: Known<number>, graceful: Known<number>, seconds: number): Outcome {
  return fail({
    message: `Railway kills after ${draining.value} seconds, and the server takes up to ${graceful.value} to finish`,
    evidence: [draining, graceful],
    fix: {
      title: `Give the old version ${seconds} seconds to finish`, applicability: 'review',
      change: { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: seconds },
    },
  });
}
