import { defineProjectCheck, fail, notApplicable, pass, undecided, valueOf, type Outcome, type ProcessEntry, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { plainCommand } from '../shared/commands.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { isNamedBy } from '../shared/procfile.ts';
import { listed } from '../shared/words.ts';

/** Names of processes that work on their own; `console`, `dev` and the like are for people. */
const WORKING = /worker|beat|clock|cron|schedul|queue|consumer|celery|sidekiq|jobs?\b|\bbot\b/i;

export default defineProjectCheck({
  reads: ['service.processes', 'service.platforms', 'build.builder', 'start.command'],
  check(services) {
    const started = new Set(services.map(({ facts }) => plainCommand(valueOf(facts['start.command']) ?? '')));
    return new Map(services.map((service) => [service, judged(service, started)]));
  },
});

function judged({ facts, name, problems }: Service, started: ReadonlySet<string>): Outcome {
  const entries = (valueOf(facts['service.processes']) ?? []).filter((entry) => isNamedBy(entry, 'Procfile'));
  if (problems.some(({ kind, path }) => kind === 'syntax' && path.endsWith('Procfile'))) return undecided('what the Procfile names cannot be told: the builders cannot read it');
  if (entries.length < 2) return notApplicable('no Procfile that is read names several processes');
  if (!isDeployedTo(facts, 'railway')) return notApplicable('no file says that it is deployed to Railway');
  const idle = entries.filter((entry) => isWorking(entry) && !started.has(plainCommand(valueOf(entry.command) ?? '')));
  const [first, ...rest] = idle;
  if (first === undefined) return pass();
  return fail({
    message: `${name} starts one process, and ${listed(idle.map(({ process }) => process.value))} of the Procfile ${idle.length === 1 ? 'is' : 'are'} started by no service of these files`,
    evidence: [first.process, ...rest.map(({ process }) => process)], anchor: 'procfile',
    fix: advised(`Make a service for ${listed(idle.map(({ process }) => process.value))}`),
  });
}

function isWorking({ process, kind }: ProcessEntry): boolean {
  return kind === 'worker' || kind === 'cron' || (kind === 'other' && WORKING.test(process.value));
}
