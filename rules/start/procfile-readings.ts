import { defineCheck, fail, notApplicable, pass, valueOf, type Known, type Outcome, type Service } from '#rule';
import { filesOf } from '../shared/deploy-files.ts';
import { writtenAs } from '../shared/written.ts';

export default defineCheck({
  needs: [],
  reads: ['start.procfileDisagreements', 'build.configFiles', 'service.platforms'],
  check(facts, { service }): Outcome | readonly Outcome[] {
    const differences = facts['start.procfileDisagreements'];
    if (differences === undefined || differences.state === 'absent') return notApplicable('no Procfile that is read has two meanings');
    if (differences.state === 'unresolved') return notApplicable('which builder there is to read the Procfile is not known');
    const procfile = filesOf(facts['build.configFiles']).find(({ kind }) => kind.value === 'procfile');
    const broken = (valueOf(differences) ?? []).filter((difference) => procfile?.live !== false && !isQuoted(difference));
    if (broken.length === 0) return pass();
    if (facts['service.platforms']?.state !== 'known') return notApplicable('the Procfile has two meanings, and no file says which platform reads it');
    return broken.map((difference) => finding(difference, service));
  },
});

function finding(difference: Known<string>, { problems }: Service): Outcome {
  const isBroken = problems.some(({ kind, path }) => kind === 'syntax' && path.endsWith('Procfile'));
  return fail({
    message: `the Procfile has two meanings: ${difference.value}`,
    evidence: [difference], severity: isBroken ? 'high' : 'medium',
    fix: { title: 'Write the command so that both readings are the same', applicability: isBroken ? 'safe' : 'review', change: { kind: 'rewrite', how: 'quote-command', at: [difference] } },
  });
}

/** Quotes around a whole command are there for the builders, whose reading counts. */
function isQuoted(difference: Known<string>): boolean {
  return /^"(?:[^"\\]|\\.)*"$|^'[^']*'$/.test(writtenAs(difference).trim());
}
