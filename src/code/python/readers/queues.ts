import { absent, defaulted, type Fact } from '../../../model/fact.ts';
import type { QueueWorker } from '../../../model/facts/data.ts';
import { bindingsOf } from '../bindings.ts';
import { numberFact } from '../followed.ts';
import { follow } from '../follow.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, moduleOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isScriptFile } from '../scopes.ts';
import { shown } from '../shown.ts';
import { listFact } from './list-fact.ts';

const MAKERS: readonly (readonly [string, readonly string[], string])[] = [
  ['celery', ['Celery'], 'celery'],
  ['rq', ['Worker', 'SimpleWorker', 'Queue'], 'rq'],
  ['django_rq', ['get_queue', 'enqueue'], 'rq'],
  ['arq', ['create_pool', 'run_worker', 'Worker'], 'arq'],
  ['dramatiq', ['RedisBroker', 'RabbitmqBroker', 'set_broker'], 'dramatiq'],
  ['huey', ['RedisHuey', 'SqliteHuey', 'PriorityRedisHuey'], 'huey'],
  ['apscheduler', ['BackgroundScheduler', 'AsyncIOScheduler', 'BlockingScheduler', 'TornadoScheduler', 'AsyncScheduler'], 'apscheduler'],
  ['flask_apscheduler', ['APScheduler'], 'apscheduler'],
  ['taskiq', ['InMemoryBroker'], 'taskiq'],
  ['taskiq_redis', ['ListQueueBroker', 'RedisStreamBroker'], 'taskiq'],
  ['procrastinate', ['App'], 'procrastinate'],
];

const CONCURRENCY = new Set(['worker_concurrency', 'CELERY_WORKER_CONCURRENCY', 'CELERYD_CONCURRENCY']);

/** Queues, workers and schedulers that the program makes. */
export function readQueues(program: Program): ReaderResult {
  const concurrency = celeryConcurrency(program);
  const made = [...callsOf(program)].flatMap((site) => workerOf(program, site, concurrency));
  const workers = [...made, ...arqSettings(program)];
  return { facts: { 'queue.workers': listFact('queue.workers', workers, (worker) => worker.at) } };
}

function workerOf(program: Program, site: CallSite, concurrency: Fact<number>): readonly QueueWorker[] {
  const { call, place } = site;
  const name = externalName(program, call.callee, place);
  const maker = MAKERS.find(([library, names]) => isFrom(name, library, ...names));
  if (maker === undefined || isScriptFile(program, place.file)) return [];
  const [, , library] = maker;
  return [{
    library,
    at: shown('queue', place.file, call.range),
    concurrency: library === 'celery' ? concurrency : absent('concurrency', place.file.source),
  }];
}

/** `worker_concurrency` of Celery wherever it is set; the worker's `-c` stands in its command. */
function celeryConcurrency(program: Program): Fact<number> {
  for (const file of program.files.values()) {
    const spots: Spot[] = [];
    for (const name of CONCURRENCY) {
      const binding = file.bindings.names.get(name)?.at(-1);
      if (binding?.kind === 'value') spots.push({ expression: binding.value, place: moduleOf(file) });
    }
    for (const { target, value, place } of file.assignments) {
      if (target.kind === 'attribute' && CONCURRENCY.has(target.name)) spots.push({ expression: value, place });
    }
    for (const { call, place } of file.calls) {
      const keyword = call.arguments.find((each) => each.name !== undefined && CONCURRENCY.has(each.name));
      if (keyword !== undefined) spots.push({ expression: keyword.value, place });
    }
    const [first] = spots;
    if (first !== undefined) return numberFact('worker_concurrency', follow(program, first));
  }
  return absent('worker_concurrency');
}

/** https://arq-docs.helpmanual.io/#arq.worker.Worker */
function arqSettings(program: Program): readonly QueueWorker[] {
  return [...program.files.values()].flatMap((file) => file.classes.flatMap(({ node }): readonly QueueWorker[] => {
    const names = bindingsOf(node).names;
    const usesArq = [...file.bindings.names.values()].flat().some((each) => (each.kind === 'from' || each.kind === 'import') && each.module.startsWith('arq'));
    if (!names.has('functions') || !names.has('redis_settings') || !usesArq) return [];
    const most = names.get('max_jobs')?.at(-1);
    const place = { file, chain: [node] };
    return [{
      library: 'arq',
      at: shown('queue', file, node.nameRange),
      concurrency: most?.kind === 'value'
        ? numberFact('max_jobs', follow(program, { expression: most.value, place }))
        : defaulted('max_jobs', 10, 'arq', 'https://arq-docs.helpmanual.io/#arq.worker.Worker'),
    }];
  }));
}
