import { defineRecordCheck, fail, pass, valueOf, type Evidence, type Known, type Outcome, type StartStep } from '#rule';

/** What a container must not go on without. */
const NEEDED: readonly StartStep['purpose'][] = ['migration', 'build', 'install'];

/** A build that makes Unix lines of a script. */
const CONVERTS = /dos2unix|\\r/;

export default defineRecordCheck({
  each: 'start.scriptFiles',
  needs: [],
  reads: ['start.steps', 'build.instructions'],
  check(script, facts): Outcome {
    const { at, hasWindowsLineEnds, unchecked } = script;
    const isConverted = valueOf(facts['build.instructions'])?.some(({ keyword, text }) => keyword === 'RUN' && CONVERTS.test(text)) === true;
    if (hasWindowsLineEnds && !isConverted) {
      return fail({
        message: `${at.value} has Windows line ends, which the shell takes for part of its words`, evidence: [at], anchor: 'line-ends',
        fix: { title: `Give ${at.value} Unix line ends`, applicability: 'safe', change: { kind: 'rewrite', how: 'unix-line-ends', at: [at] } },
      });
    }
    const needed = (valueOf(facts['start.steps']) ?? []).filter(({ purpose }) => NEEDED.includes(purpose));
    const step = needed.find((each) => unchecked.some((command) => isWithin(each.at, command)));
    if (step === undefined) return pass();
    return fail({
      message: `${at.value} goes on when "${step.words.join(' ')}" fails`, evidence: [step.at], anchor: 'set-e', severity: 'medium',
      fix: { title: `Write set -e into ${at.value}`, applicability: 'review', change: { kind: 'rewrite', how: 'stop-on-error', at: [at] } },
    });
  },
});

/** True where a step stands inside a command of the script: the command may hold a wrapper as well. */
function isWithin(step: Evidence, command: Known<string>): boolean {
  if (step.state === 'absent' || step.provenance.kind !== 'declared' || command.provenance.kind !== 'declared') return false;
  const [inner, outer] = [step.provenance, command.provenance];
  return inner.file.path === outer.file.path && outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
}
