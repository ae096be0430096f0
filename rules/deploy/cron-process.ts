import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { keptInProcess } from '../shared/alone.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: ['deploy.cronSchedule'],
  reads: ['start.server', 'start.serverCommand', 'web.listens', 'process.singletons', 'deploy.restartPolicy'],
  check(facts, { service, strings }): Outcome {
    const schedule = facts['deploy.cronSchedule'];
    if (schedule.value.trim() === '') return notApplicable('no schedule is set');
    const endless = neverEnds(service.facts, strings('servers'), strings('ends'));
    if (endless !== undefined) {
      return fail({
        message: `${service.name} runs on a schedule and never ends: ${endless.what}`, evidence: [endless.at, schedule], anchor: 'deploy.cronSchedule',
        fix: advised('Start a program that does the job once and ends'),
      });
    }
    const policy = facts['deploy.restartPolicy'];
    if (policy?.state !== 'known' || policy.value !== 'always') return pass();
    return fail({
      message: `${service.name} runs on a schedule, and its restart policy starts it again each time it ends`, evidence: [policy, schedule], confidence: 'medium',
      fix: { title: 'Restart the job on failure only', applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.restartPolicy', value: 'on_failure' } },
    });
  },
});

/** What keeps the process of a start command from ending. */
function neverEnds(facts: FactSet, servers: readonly string[], ends: readonly string[]): { readonly at: Evidence; readonly what: string } | undefined {
  const [server, command] = [facts['start.server'], facts['start.serverCommand']];
  const words = (valueOf(command) ?? '').split(/\s+/);
  if (server?.state === 'known' && servers.includes(server.value) && !words.some((word) => ends.includes(word) || ends.includes(`${server.value} ${word}`))) return { at: server, what: `${server.value} waits for more work` };
  const [listen] = recordsIn(facts['web.listens']) ?? [];
  if (listen !== undefined) return { at: listen.at, what: 'it listens for requests' };
  const [kept] = keptInProcess(facts, ['scheduler', 'bot', 'consumer']);
  return kept === undefined ? undefined : { at: kept.at, what: kept.what };
}
