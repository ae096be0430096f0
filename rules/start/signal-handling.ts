import { defineCheck, fail, pass, undecided, valueOf, type Evidence, type Known } from '#rule';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: ['start.signalPath'],
  reads: ['start.serverCommand', 'start.server', 'web.shutdownHandlers', 'service.platforms'],
  check(facts) {
    const path = facts['start.signalPath'];
    if (valueOf(facts['service.platforms'])?.[0] === 'heroku') return pass();
    if (path.value === 'unknown') return undecided('what stands between the container and the server cannot be told');
    if (path.value !== 'package-manager' && path.value !== 'shell') return pass();
    const server = facts['start.server']?.state === 'known' ? facts['start.server'].value : 'the program';
    const isManager = path.value === 'package-manager';
    const isIgnored = server === 'node' && recordsIn(facts['web.shutdownHandlers'])?.length === 0;
    return fail({
      message: `${isManager ? 'a package manager' : 'a shell'} stands before ${server} and keeps the signal to stop`,
      evidence: [path],
      severity: isIgnored ? 'medium' : 'high', confidence: isManager && !isNpm(path) ? 'medium' : 'high',
      fix: {
        title: isManager ? `Start ${commandOf(facts['start.serverCommand']) ?? server} directly` : `Put exec before ${server}, or write the command as a JSON array`,
        applicability: 'review', change: { kind: 'advice' },
      },
    });
  },
});

/** Measured with npm; the others are said to do the same. */
function isNpm({ provenance }: Known<string>): boolean {
  return provenance.kind === 'derived' && provenance.from.some((fact) => fact.state === 'known' && /^np[mx]\b/.test(String(fact.value)));
}

function commandOf(command: Evidence | undefined): string | undefined {
  return command?.state === 'known' && typeof command.value === 'string' ? `\`${command.value}\`` : undefined;
}
