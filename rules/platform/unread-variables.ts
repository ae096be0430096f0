import { defineCheck, fail, pass, type Outcome, type ProposedFix, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { isRead, liveVariable, liveVariables } from '../shared/live-variables.ts';
import { unreadReason, type Unread } from '../shared/unread-variables.ts';

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'live.settings', 'start.server', 'build.builder'],
  check(_facts, { service: { facts }, tables }): Outcome | readonly Outcome[] {
    const findings = liveVariables(facts).flatMap((variable) => {
      const unread = isRead(variable, facts) ? undefined : unreadReason(variable.name, { facts, tables });
      return unread === undefined ? [] : [finding(variable, unread, { isThere: unread.instead !== undefined && liveVariable(facts, unread.instead) !== undefined })];
    });
    return findings.length === 0 ? pass() : findings;
  },
});

function finding(variable: ServiceVariable, unread: Unread, { isThere }: { readonly isThere: boolean }): Outcome {
  const { name, at } = variable;
  return fail({
    message: `nothing reads ${name}: ${unread.because}`, evidence: [at], anchor: `variable:${name}`, fix: fixFor(name, unread, isThere),
  });
}

/** Whoever set it wanted something: it goes only where nothing can take its place, or that has its place already. */
function fixFor(name: string, { instead, written }: Unread, isThere: boolean): ProposedFix {
  if (instead === undefined || isThere) return { title: `Take ${name} away`, applicability: 'review', change: { kind: 'live-variable', variable: name, to: { kind: 'removed' } } };
  return advised(`Set ${instead}${written === undefined ? '' : ` with ${written}`} in place of ${name}`);
}
