import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type Fact, type Known, type ProposedFix } from '#rule';
import { isDeployedTo } from '../shared/platforms.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.signalPath', 'start.serverCommand', 'start.server', 'start.command', 'web.shutdownHandlers', 'service.platforms'],
  check(facts) {
    const [path, kind] = [facts['start.signalPath'], valueOf(facts['service.kind'])];
    if (kind !== 'web' && kind !== 'worker') return notApplicable(kind === undefined ? 'nothing shows that it runs on' : `the service is a ${kind}`);
    if (isDeployedTo(facts, 'heroku')) return pass();
    if (path?.state === 'unresolved') return path.reason.startsWith('bash') ? undecided(path.reason) : notApplicable(`what stands before the server cannot be told: ${path.reason}`);
    if (path?.state !== 'known' || path.value === 'unknown') return notApplicable('the start command could not be followed to a server');
    if (path.value !== 'package-manager' && path.value !== 'shell') return pass();
    if (path.value === 'package-manager' && isCalled(path, /^bun\b/)) return pass();
    if (valueOf(facts['start.server']) === 'caddy' && facts['start.command']?.state === 'known' && facts['start.command'].provenance.kind === 'default') return notApplicable('the builder serves files, and starts its server by itself');
    const server = facts['start.server']?.state === 'known' ? facts['start.server'].value : 'the program';
    const isManager = path.value === 'package-manager';
    const isIgnored = server === 'node' && recordsIn(facts['web.shutdownHandlers'])?.length === 0;
    return fail({
      message: `${isManager ? 'a package manager' : 'a shell'} stands before ${server} and keeps the signal to stop`,
      evidence: [path],
      severity: isIgnored ? 'medium' : 'high', confidence: isManager && !isCalled(path, /^(np[mx]|pnpm|yarn)\b/) ? 'medium' : 'high',
      fix: fixFor(facts['start.serverCommand'], { isManager, server, isWritten: facts['start.command']?.state === 'known' && facts['start.command'].provenance.kind === 'declared' }),
    });
  },
});

/** Measured on a script that handles SIGTERM: npm 11.19, pnpm 10 and yarn 1.22 end without a word to it, bun 1.4 passes the signal on and waits. */
function isCalled({ provenance }: Known<string>, manager: RegExp): boolean {
  return provenance.kind === 'derived' && provenance.from.some((fact) => fact.state === 'known' && manager.test(String(fact.value)));
}

/** A builder that calls a package script by itself leaves no command to change; what lies in node_modules/.bin is found by way of the manager. */
function fixFor(command: Fact<string> | undefined, { isManager, server, isWritten }: { readonly isManager: boolean; readonly server: string; readonly isWritten: boolean }): ProposedFix {
  const known = command?.state === 'known' ? command : undefined;
  const isFound = known === undefined || /^node\b/.test(known.value);
  const title = isManager ? `Start ${known === undefined ? server : `\`${known.value}\``} ${isFound ? 'directly' : 'without the package manager'}` : `Put exec before ${server}`;
  if (known === undefined || (isManager && !(isWritten && isFound))) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'rewrite', how: isManager ? 'start-directly' : 'exec-server', at: [known] } };
}
