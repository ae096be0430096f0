import { defineRecordCheck, fail, notApplicable, pass, type Known } from '#rule';
import { filesOf } from '../shared/deploy-files.ts';
import { writtenAs } from '../shared/written.ts';

export default defineRecordCheck({
  each: 'start.procfileDisagreements',
  needs: [],
  reads: ['build.configFiles', 'service.platforms'],
  check(difference, facts, { service }) {
    const procfile = filesOf(facts['build.configFiles']).find(({ kind }) => kind.value === 'procfile');
    if ((procfile !== undefined && !procfile.live) || isQuoted(difference)) return pass();
    if (facts['service.platforms']?.state !== 'known') return notApplicable('the Procfile has two meanings, and no file says which platform reads it');
    const isBroken = service.problems.some(({ kind, path }) => kind === 'syntax' && path.endsWith('Procfile'));
    return fail({
      message: `the Procfile has two meanings: ${difference.value}`,
      evidence: [difference], severity: isBroken ? 'high' : 'medium',
      fix: { title: 'Write the command so that both readings are the same', applicability: isBroken ? 'safe' : 'review', change: { kind: 'rewrite', how: 'quote-command', at: [difference] } },
    });
  },
});

/** Quotes around a whole command are there for the builders, whose reading counts. */
function isQuoted(difference: Known<string>): boolean {
  return /^"(?:[^"\\]|\\.)*"$|^'[^']*'$/.test(writtenAs(difference).trim());
}
