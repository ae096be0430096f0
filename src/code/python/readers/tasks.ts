import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { celerySettings } from '../tasks/celery-settings.ts';
import { taskHandlers } from '../tasks/handlers.ts';
import { instruments, statementTimings } from '../tasks/instruments.ts';
import { jobStates } from '../tasks/job-states.ts';
import { queueCalls, rqSettings } from '../tasks/queue-calls.ts';
import { enqueuedTasks, queueTasks } from '../tasks/queue-tasks.ts';
import { timers } from '../tasks/timers.ts';
import { listFact } from './list-fact.ts';

/** Work beside requests, and the measures of it. */
export function readTasks(program: Program): ReaderResult {
  return {
    facts: {
      'queue.tasks': listFact('queue.tasks', [...queueTasks(program), ...enqueuedTasks(program)], ({ at }) => at),
      'queue.calls': listFact('queue.calls', queueCalls(program), ({ at }) => at),
      'queue.settings': listFact('queue.settings', [...celerySettings(program), ...rqSettings(program)], ({ at }) => at),
      'tasks.handlers': listFact('tasks.handlers', taskHandlers(program), ({ at }) => at),
      'tasks.states': listFact('tasks.states', jobStates(program), ({ at }) => at),
      'tasks.timers': listFact('tasks.timers', timers(program), ({ at }) => at),
      'metrics.instruments': listFact('metrics.instruments', instruments(program), ({ at }) => at),
      'database.statementTimings': listFact('database.statementTimings', statementTimings(program), (at) => at),
    },
  };
}
