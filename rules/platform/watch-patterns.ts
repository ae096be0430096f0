import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type ProposedFix, type WatchPattern } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineCheck({
  needs: [],
  reads: ['build.watched'],
  check(facts, { service }) {
    const watched = valueOf(facts['build.watched']) ?? [];
    if (watched.length === 0) return notApplicable('no file that is read gives watch patterns');
    const included = watched.filter(({ pattern }) => !pattern.value.startsWith('!'));
    if (included.length === 0) return onlyExclusions(watched);
    const lost = included.filter(({ matches }) => matches === 0);
    const isOfLargerRepository = lost.length === included.length && lost.every(({ elsewhere }) => elsewhere === 'above');
    if (isOfLargerRepository) return notApplicable('the patterns may be those of a larger repository, of which this is a folder');
    const findings = [...lost.map((each) => noMatch(each, lost.length === included.length, service.root)), ...watched.filter(isTooEarly).map(tooEarly)];
    return findings.length === 0 ? pass() : findings;
  },
});

function isTooEarly({ pattern, isAfterInclusion }: WatchPattern): boolean {
  return pattern.value.startsWith('!') && !isAfterInclusion;
}

function noMatch({ pattern, elsewhere }: WatchPattern, isAll: boolean, root: string): Outcome {
  const inService = `/${root}/${pattern.value.replace(/^\.?\//, '')}`;
  const why = elsewhere === 'in-service' ? `: patterns count from the repository's root, not from ${root}` : '';
  const fix: ProposedFix = elsewhere === 'in-service' && pattern.provenance.kind === 'declared'
    ? { title: `Write ${inService}`, applicability: 'review', change: { kind: 'replace', at: pattern, text: JSON.stringify(inService) } }
    : advised(elsewhere === 'in-service' ? `Set it to ${inService}` : 'Correct the pattern, or remove it');
  return fail({
    message: `the watch pattern ${pattern.value} matches no file${why}${isAll ? '; no change starts a deploy' : ''}`,
    evidence: [pattern], anchor: pattern.value, severity: isAll || elsewhere === 'in-service' ? 'high' : 'medium', fix,
  });
}

function onlyExclusions([first, ...rest]: readonly WatchPattern[]): Outcome {
  if (first === undefined) return pass();
  return fail({
    message: `the watch patterns only take files out (${first.pattern.value}), which works behind a pattern that takes some in`,
    evidence: [first.pattern, ...rest.map(({ pattern }) => pattern)], anchor: 'exclusions',
    fix: advised('Put ** before them'),
  });
}

function tooEarly({ pattern }: WatchPattern): Outcome {
  return fail({
    message: `the watch pattern ${pattern.value} takes files out before any are taken in, which has no effect`,
    evidence: [pattern], anchor: pattern.value, severity: 'medium',
    fix: advised('Put it behind the patterns that take files in'),
  });
}
