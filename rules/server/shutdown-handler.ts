import { defineCheck, fail, notApplicable, pass, valueOf, type Change, type FactSet, type Listen, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf } from '../shared/deploy-files.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { recordsIn } from '../shared/records.ts';
import { runVariables } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.server', 'start.signalPath', 'web.listens', 'web.shutdownHandlers', 'service.platforms', 'deploy.drainingSeconds', 'deploy.variables', 'build.variables', 'build.configFiles'],
  check(facts, { service, strings, number }) {
    const server = facts['start.server'];
    if (valueOf(facts['service.kind']) !== 'web' || server?.state !== 'known' || !['node', 'nest', 'pm2'].includes(server.value)) return notApplicable('no program of Node that serves is known to start');
    const [listens, handlers] = [recordsIn(facts['web.listens']) ?? [], recordsIn(facts['web.shutdownHandlers'])];
    const [first] = listens.filter(({ library }) => strings('libraries').includes(library));
    if (first === undefined || handlers === undefined) return notApplicable('what the program listens with cannot be told');
    if (handlers.length > 0) return pass();
    return fail({
      message: `${service.name} does not close its server when it is told to stop`, evidence: [first.at, server], anchor: 'web.shutdownHandlers',
      fix: fixFor(first, { others: listens.length - 1, facts: service.facts, seconds: number('seconds') }),
    });
  },
});

const TITLE = 'Close the server on SIGTERM';

/** Only where one call listens it is clear what is to be closed, and only where the signal arrives there is something to handle. */
function fixFor({ at }: Listen, { others, facts, seconds }: { readonly others: number; readonly facts: FactSet; readonly seconds: number }): ProposedFix {
  const path = valueOf(facts['start.signalPath']);
  if (path === 'package-manager' || path === 'shell') return advised(`${TITLE}, once the signal reaches it`);
  if (others > 0) return advised(TITLE);
  const handle: Change = { kind: 'rewrite', how: 'handle-shutdown', at: [at] };
  if (hasTime(facts)) return { title: TITLE, applicability: 'review', change: handle };
  const isHeld = filesOf(facts['build.configFiles']).some(({ kind, live }) => live && kind.value === 'railway-ts');
  const title = `${TITLE}, and give it ${seconds} seconds to finish`;
  if (!isHeld) return advised(title);
  return { title, applicability: 'review', change: { kind: 'all', changes: [handle, { kind: 'set-fact', fact: 'deploy.drainingSeconds', value: seconds }] } };
}

/** Railway kills at once unless it is told to wait, so that a handler alone would change nothing there. */
function hasTime(facts: FactSet): boolean {
  if (!isDeployedTo(facts, 'railway')) return true;
  const variable = runVariables(facts['deploy.variables'], facts['build.variables']).find(({ variable: name }) => name === 'RAILWAY_DEPLOYMENT_DRAINING_SECONDS');
  return (valueOf(facts['deploy.drainingSeconds']) ?? 0) > 0 || (variable !== undefined && variable.value !== '0');
}
