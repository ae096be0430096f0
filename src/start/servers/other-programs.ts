import type { Fact } from '../../model/fact.ts';
import { derive } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { OptionRow } from '../options.ts';
import { readOptions } from '../options.ts';
import { knownAt, unresolvedAt } from '../origin.ts';
import { projectPath } from '../project-path.ts';
import { readSheet } from '../server-sheet.ts';
import { settingsOf, wholeNumber } from '../setting.ts';
import { appFacts } from './app-file.ts';
import { isPm2File, readPm2File } from './pm2-file.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';

/** Options of celery and its worker that take a value. https://docs.celeryq.dev/en/stable/reference/cli.html */
const CELERY_OPTIONS: readonly OptionRow[] = [
  ['app', '-A --app', 'text'], ['broker', '-b --broker', 'text'], ['workdir', '--workdir', 'text'], ['concurrency', '-c --concurrency', 'text'], ['pool', '-P --pool', 'text'], ['loglevel', '-l --loglevel', 'text'],
  ['queues', '-Q --queues', 'text'], ['hostname', '-n --hostname', 'text'], ['schedule', '-s --schedule', 'text'], ['scheduler', '-S --scheduler --statedb', 'text'], ['logfile', '-f --logfile', 'text'], ['pidfile', '--pidfile', 'text'],
  ['max_tasks', '--max-tasks-per-child', 'text'], ['max_memory', '--max-memory-per-child', 'text'], ['autoscale', '--autoscale', 'text'], ['optimization', '-O', 'text'], ['time_limit', '--time-limit', 'text'], ['soft_time_limit', '--soft-time-limit', 'text'],
  ['prefetch', '--prefetch-multiplier', 'text'], ['config', '--config', 'text'], ['result_backend', '--result-backend', 'text'],
];

/** celery: its application, and the worker processes when they are stated. */
export function celeryFacts(call: ServerCall): ServerFactsRead {
  const line = readOptions(call.program.args, CELERY_OPTIONS, 'loose');
  const settings = settingsOf(line, 'the command line');
  const sheet = readSheet([{ fact: 'server.workers', setting: 'concurrency', convert: wholeNumber, reference: 'https://docs.celeryq.dev/en/stable/reference/cli.html' }],
    { server: 'celery', layers: [settings], line: undefined, hidden: undefined });
  const facts = new Map(sheet.facts);
  const app = settings.get('app');
  const value = app?.values[0];
  if (app !== undefined) {
    const fact: Fact<string> = value?.value === undefined ? unresolvedAt(app.place, 'start.app', value?.reason ?? 'only a run would tell') : knownAt(app.place, 'start.app', value.value);
    for (const [name, stated] of appFacts(fact, 'celery', { call, folders: ['.'], state: call.launch.state })) facts.set(name, stated);
  }
  return { facts, overrides: [] };
}

const NODE_OPTIONS: readonly OptionRow[] = [
  ['exec', '-x --exec', 'text'], ['ext', '-e --ext', 'text'], ['watch', '-w --watch', 'list'], ['ignore', '-i --ignore', 'list'], ['delay', '--delay', 'text'], ['config', '--config', 'text'], ['name', '-n --name', 'text'], ['env', '--env', 'text'],
  ['project', '-P --project', 'text'], ['require', '-r --require', 'list'], ['interpreter', '--interpreter', 'text'],
];
const PM2_OPTIONS: readonly OptionRow[] = [['instances', '-i --instances', 'text'], ...NODE_OPTIONS.filter(([name]) => name !== 'ignore')];

/** Programs that start a Node file: the file, and pm2's processes, as the command or a file of pm2 says. */
export async function nodeFacts(call: ServerCall): Promise<ServerFactsRead> {
  const facts = new Map<FactName, Fact<unknown>>();
  const pm2 = call.row?.program.startsWith('pm2') === true;
  const line = readOptions(call.program.args, pm2 ? PM2_OPTIONS : NODE_OPTIONS, 'loose');
  const instances = settingsOf(line, 'the command line').get('instances');
  const count = instances?.values[0]?.value;
  if (instances !== undefined) {
    const workers = count === undefined ? undefined : wholeNumber(count);
    facts.set('server.workers', workers === undefined || workers < 1 ? unresolvedAt(instances.place, 'server.workers', 'it depends on the CPUs of the machine') : knownAt(instances.place, 'server.workers', workers));
  }
  const file = line.positionals.find((word) => word.text !== 'start');
  if (file?.value === undefined) return { facts, overrides: [] };
  const path = projectPath(file.value, call.launch.state.directory, call.run.input);
  const declares = pm2 && path !== undefined && isPm2File(path) ? call.run.input.files.read(path) : undefined;
  if (declares !== undefined) return { facts: new Map([...await readPm2File(declares, (name) => call.run.input.files.has(name)), ...facts]), overrides: [] };
  const app = knownAt(file, 'start.app', file.value);
  facts.set('start.app', app);
  if (path !== undefined && call.run.input.files.has(path)) facts.set('start.appFile', derive('start.appFile', [app], () => path));
  return { facts, overrides: [] };
}

/** `nest start --watch`: it compiles again whenever a file changes. https://docs.nestjs.com/cli/usages#nest-start */
export function watchedFacts({ program }: ServerCall): ServerFactsRead {
  const watches = program.args.find(({ text }) => text === '--watch' || text === '-w' || text === '--watchAssets');
  return { facts: new Map(watches === undefined ? [] : [['server.reload', knownAt(watches, 'server.reload', true)]]), overrides: [] };
}
