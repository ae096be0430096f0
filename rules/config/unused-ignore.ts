import { defineRecordCheck, fail, pass, undecided, type ProposedFix, type UsedIgnore } from '#rule';
import { anchorOf, nameOf, placeOf, removal } from '../shared/ignores.ts';

export default defineRecordCheck({
  each: 'config.ignores',
  needs: [],
  check(ignore) {
    const { state, findings, doubt } = ignore;
    if (state === 'unknown-rule' || state === 'malformed') {
      return fail({ message: mistakeOf(ignore), evidence: [placeOf(ignore)], anchor: anchorOf(ignore), fix: correction(ignore) });
    }
    // What is past its day, or gives no reason, is told by a rule of its own.
    if (state !== 'holds' || findings.length > 0) return pass();
    if (doubt !== undefined) return undecided(doubt);
    return fail({ message: `${nameOf(ignore)} covers no finding`, evidence: [placeOf(ignore)], anchor: anchorOf(ignore), fix: removal(ignore) });
  },
});

function mistakeOf({ rule, meant, problem, in: where }: UsedIgnore): string {
  const kind = where === 'comment' ? 'comment' : 'entry';
  if (problem !== undefined) return `this ${kind} ignores nothing: ${problem}`;
  return `this ${kind} ignores nothing: there is no rule ${rule}${meant === undefined ? '' : `; did you mean ${meant}`}`;
}

/** Somebody meant something by it: what is not certain to be of no use is theirs to correct. */
function correction(ignore: UsedIgnore): ProposedFix {
  const { meant, state } = ignore;
  if (state === 'unknown-rule' && meant === undefined) return removal(ignore);
  const title = meant === undefined ? 'Write it as optimize-ignore[rule-id] with a reason, or remove it' : `Write ${meant}, or remove it`;
  return { title, applicability: 'advice', change: { kind: 'advice' } };
}
