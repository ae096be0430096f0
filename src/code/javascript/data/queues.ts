import { absent, defaulted } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import type { QueueWorker } from '../../../model/facts/data.ts';
import { instanceOf } from '../names/instances.ts';
import { isOneOff } from '../names/scope-of.ts';
import { placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { factOf, numberFact, numberOf } from '../names/value-facts.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { decoratorOf } from '../web/nest.ts';
import { optionsOf, optionValue } from './options.ts';

interface WorkerLibrary {
  readonly keys: readonly string[];
  readonly library: string;
  readonly option: string | undefined;
  readonly standard: number | undefined;
  readonly reference: string;
}

const WORKERS: readonly WorkerLibrary[] = [
  { keys: ['bullmq#Worker'], library: 'bullmq', option: 'concurrency', standard: 1, reference: 'https://docs.bullmq.io/guide/workers/concurrency' },
  { keys: ['agenda#', 'agenda#Agenda'], library: 'agenda', option: 'maxConcurrency', standard: 20, reference: 'https://github.com/agenda/agenda#maxconcurrencynumber' },
  { keys: ['bree#'], library: 'bree', option: undefined, standard: undefined, reference: 'https://github.com/breejs/bree' },
  { keys: ['node-cron#schedule', 'cron#CronJob', 'cron#CronJob.from', 'croner#Cron', 'croner#', 'node-schedule#scheduleJob'], library: 'cron', option: undefined, standard: undefined, reference: 'https://github.com/node-cron/node-cron' },
];

/** Background workers and schedulers of the program. */
export function readQueueWorkers(project: CodeProject): QueueWorker[] {
  const made = WORKERS.flatMap((library) => sitesOf(project, ...library.keys).filter(({ module }) => !isOneOff(project, module)).map((site) => workerOf(project, site, library)));
  return [...made, ...readMethodWorkers(project), ...readProcessors(project)];
}

function workerOf(project: CodeProject, site: Site, { library, option, standard, reference }: WorkerLibrary): QueueWorker {
  const value = option === undefined ? undefined : optionValue(project, optionsOf(project, site), option);
  const concurrency: Fact<number> = value !== undefined ? factOf(project, 'queue.concurrency', value, numberOf)
    : standard === undefined ? absent('queue.concurrency', site.module.file) : defaulted('queue.concurrency', standard, library, reference);
  return { library, at: codeFact('queue.worker', placeOf(site)), concurrency };
}

/** `queue.process(5, handler)` of bull and `boss.work(name, options, handler)` of pg-boss. */
function readMethodWorkers(project: CodeProject): QueueWorker[] {
  const workers: QueueWorker[] = [];
  for (const site of sitesNamed(project, 'process', 'work')) {
    const callee = unwrap(site.node.callee);
    if (callee.type !== 'MemberExpression' || isOneOff(project, site.module)) continue;
    const name = memberName(callee);
    const instance = instanceOf(project, site.module, callee.object);
    const key = instance?.kind === 'made' ? instance.key : undefined;
    const at = codeFact('queue.worker', placeOf(site));
    if (name === 'process' && key === 'bull#') workers.push({ library: 'bull', at, concurrency: bullConcurrency(project, site) });
    if (name === 'work' && /^pg-boss#(?:PgBoss)?$/.test(key ?? '')) workers.push({ ...workerOf(project, site, { keys: [], library: 'pg-boss', option: 'batchSize', standard: 1, reference: 'https://github.com/timgit/pg-boss/blob/master/docs/api/workers.md' }), at });
    }
  return workers;
}

function bullConcurrency(project: CodeProject, { module, node }: Site): Fact<number> {
  for (const argument of node.arguments.slice(0, 2)) {
    const fact = argument.type === 'SpreadElement' ? undefined : numberFact(project, 'queue.concurrency', module, argument);
    if (fact?.state === 'known') return fact;
  }
  return defaulted('queue.concurrency', 1, 'bull', 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueprocess');
}

/** Nest: `@Processor('mail', { concurrency: 5 })`. */
function readProcessors(project: CodeProject): QueueWorker[] {
  const workers: QueueWorker[] = [];
  for (const module of project.modules.values()) {
    if (isOneOff(project, module)) continue;
    for (const { node, path } of module.classes) {
      const decorator = decoratorOf(project, module, node.decorators, '@nestjs/bullmq#Processor') ?? decoratorOf(project, module, node.decorators, '@nestjs/bull#Processor');
      if (decorator?.expression.type !== 'CallExpression') continue;
      workers.push(workerOf(project, { module, node: decorator.expression, path }, WORKERS[0] ?? { keys: [], library: 'bullmq', option: 'concurrency', standard: 1, reference: '' }));
    }
  }
  return workers;
}
