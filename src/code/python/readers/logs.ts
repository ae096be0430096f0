import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { LogSetup } from '../../../model/facts/code.ts';
import { follow } from '../follow.ts';
import type { Followed } from '../followed.ts';
import { externalName } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { withParts } from '../walk.ts';
import { listFact } from './list-fact.ts';

const LEVELS = /^(?:DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL|NOTSET)$/;
const CLOCKS = /^time\.(?:time|perf_counter|monotonic|process_time)(?:_ns)?$|^timeit\.default_timer$/;
const LOGS = /^(?:debug|info|warning|warn|error|log|print|success|trace)$/;

/** Where the served program's log goes, and lines in it that tell how long something took. */
export function readLogs(program: Program): ReaderResult {
  const setups: LogSetup[] = [];
  const timings: Known<string>[] = [];
  for (const site of callsOf(program)) {
    const setup = setupOf(program, site);
    const isTiming = setup === undefined && tellsTime(program, site);
    if ((setup === undefined && !isTiming) || !scopeOf(program, site).served) continue;
    if (setup !== undefined) setups.push(setup);
    else timings.push(shown('logs.timing', site.place.file, site.call.range));
  }
  return { facts: { 'logs.setups': listFact('logs.setups', setups, ({ at }) => at), 'logs.timings': listFact('logs.timings', timings, (at) => at) } };
}

/** What a call sets up; one that stands under a test may not run, and says nothing. */
function setupOf(program: Program, { call, place, guards }: CallSite): LogSetup | undefined {
  const last = call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : '';
  if (!/^(?:basicConfig|StreamHandler|setLevel)$/.test(last) || guards.length > 0) return undefined;
  const name = last === 'setLevel' ? 'setLevel' : externalName(program, call.callee, place);
  if (name === undefined || !/^(?:logging\.(?:basicConfig|StreamHandler)|setLevel)$/.test(name)) return undefined;
  const level = name === 'setLevel' ? argumentOf(call, 0, 'level') : argumentOf(call, undefined, 'level');
  return {
    at: shown('logs.setup', place.file, call.range), call: name, stream: streamOf(program, { name, call, place }),
    level: level === undefined ? undefined : levelOf(program, level, place), levelAt: level === undefined ? undefined : shown('logs.level', place.file, level.range),
  };
}

/** https://docs.python.org/3/library/logging.html#logging.basicConfig, https://docs.python.org/3/library/logging.handlers.html#streamhandler */
function streamOf(program: Program, { name, call, place }: { readonly name: string; readonly call: PythonCall; readonly place: Place }): LogSetup['stream'] {
  if (name === 'setLevel' || call.arguments.some((each) => each.splat !== '' || each.name === 'handlers' || each.name === 'filename')) return 'elsewhere';
  const stream = argumentOf(call, name === 'logging.StreamHandler' ? 0 : undefined, 'stream', 'strm');
  if (stream === undefined || stream.kind === 'none') return 'stderr';
  const target = externalName(program, stream, place);
  return target === 'sys.stdout' ? 'stdout' : target === 'sys.stderr' ? 'stderr' : 'elsewhere';
}

/** True where a variable on the platform decides, which says it for itself. */
function isOfPlatform(followed: Followed): boolean {
  return followed.state === 'literal' && followed.from.some(({ provenance }) => provenance.kind === 'live');
}

function levelOf(program: Program, expression: PythonExpression, place: Place): string | undefined {
  const external = externalName(program, expression, place);
  const followed = follow(program, { expression, place });
  const word = external?.startsWith('logging.') === true ? external.slice('logging.'.length)
    : isOfPlatform(followed) ? ''
    : followed.state === 'literal' && typeof followed.value === 'string' ? followed.value.toUpperCase()
      : followed.state === 'literal' && followed.value === 10 ? 'DEBUG' : '';
  return LEVELS.test(word) ? word : undefined;
}

/** `logger.info(f"done in {time.time() - start:.2f}s")`: a log call with the difference of two times in it. */
function tellsTime(program: Program, { call, place }: CallSite): boolean {
  const { callee } = call;
  if ((callee.kind !== 'attribute' && callee.kind !== 'name') || !LOGS.test(callee.name)) return false;
  return call.arguments.some(({ value }) => [...withParts(value)].some((part) => part.kind === 'binary' && part.operator === '-'
    && part.left.kind === 'call' && CLOCKS.test(externalName(program, part.left.callee, place) ?? '')));
}
