import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { copiesOf, jobStates } from '../shared/job-state.ts';

export default defineCheck({
  needs: [],
  reads: ['tasks.states', 'deploy.replicas', 'server.workers'],
  check(_facts, { service: { facts, name } }): readonly Outcome[] {
    const copies = copiesOf(facts);
    const states = jobStates(facts);
    if (states.length === 0) return [notApplicable('no progress of jobs lies in memory')];
    if (copies === undefined) return [pass()];
    return states.map((state) => fail({
      message: `${state.reader} finds the jobs of its own process only: ${state.name} lies in memory, and ${name} runs as ${copies.words}`,
      evidence: [state.at, state.readAt, ...copies.evidence], anchor: `state:${state.name}`,
      fix: advised('Keep the state of jobs in Redis, the database or a queue, where every process finds it'),
    }));
  },
});
