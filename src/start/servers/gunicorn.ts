import { splitWords } from '../../documents/shell/split-words.ts';
import { defaulted, derive } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { Fact, Known } from '../../model/fact.ts';
import { argumentAt } from '../argument.ts';
import type { CommandLine } from '../options.ts';
import { readOptions } from '../options.ts';
import type { Place } from '../origin.ts';
import { knownAt, unresolvedAt } from '../origin.ts';
import { exportedVariable } from '../path.ts';
import { joinExpanded, certain } from '../../documents/shell/expand.ts';
import { splitAddress } from '../server-address.ts';
import type { ServerSettings } from '../server-settings.ts';
import { overrideOf, readSheet, winnerOf } from '../server-sheet.ts';
import type { Setting, Settings } from '../setting.ts';
import { isKnown, settingOfVariable, settingsOf, textFactOf } from '../setting.ts';
import { appFacts } from './app-file.ts';
import { readGunicornConfig } from './gunicorn-config.ts';
import { GUNICORN_OPTIONS, GUNICORN_SETTINGS } from './gunicorn-options.ts';
import type { ServerCall, ServerFactsRead } from './server-call.ts';

/** gunicorn as it would start: command line, GUNICORN_CMD_ARGS, configuration file, variables, defaults, in this order. */
export async function readGunicorn(call: ServerCall): Promise<ServerFactsRead> {
  const { program, launch } = call;
  const line = readOptions(program.args, GUNICORN_OPTIONS, 'argparse');
  const fromCommand = settingsOf(line, 'the command line');
  const fromVariable = commandArguments(call);
  const config = await readGunicornConfig(fromCommand.get('config') ?? fromVariable.settings.get('config'), call);
  const settings: ServerSettings = {
    server: 'gunicorn', line: line.error === undefined && fromVariable.line?.error !== undefined ? { ...line, error: fromVariable.line.error } : line,
    layers: [fromCommand, fromVariable.settings, 'settings' in config ? config.settings : new Map(), variableSettings(call)],
    hidden: 'settings' in config ? undefined : { ...config, below: 2 },
  };
  const sheet = readSheet(GUNICORN_SETTINGS, settings);
  const facts = new Map(sheet.facts);
  const overrides = [...sheet.overrides];
  facts.set('server.bind', bindFact(settings, overrides));
  splitAddress(facts, '0.0.0.0', 8000);
  if (winnerOf('bind', 'server.bind', settings) === undefined) platformAddress(facts, call);
  facts.set('server.workerClass', effectiveClass(facts.get('server.workerClass') as Fact<string>, facts.get('server.threads') as Fact<number>));
  const app = appOf(settings.line ?? line, settings, call);
  const folder = settings.layers.map((layer) => layer.get('chdir')?.values[0]?.value).find((value) => value !== undefined);
  const extra = settings.layers.map((layer) => layer.get('pythonpath')?.values[0]?.value).find((value) => value !== undefined);
  for (const [name, fact] of appFacts(app, 'application', { call, folders: [folder ?? '.', ...(extra?.split(',') ?? [])], state: launch.state })) facts.set(name, fact);
  return { facts, overrides };
}

interface VariableArguments {
  readonly settings: Settings;
  readonly line: CommandLine | undefined;
}

/** GUNICORN_CMD_ARGS is a second command line. https://gunicorn.org/configure/ */
function commandArguments(call: ServerCall): VariableArguments {
  const setting = settingOfVariable(exportedVariable(call.launch.state, 'GUNICORN_CMD_ARGS'), 'GUNICORN_CMD_ARGS');
  const text = setting?.values[0]?.value;
  const words = text === undefined ? undefined : splitWords(text);
  if (setting === undefined || words?.ok !== true) return { settings: new Map(), line: undefined };
  const line = readOptions(words.document.map((word) => argumentAt(word, setting.place)), GUNICORN_OPTIONS, 'argparse');
  return { settings: settingsOf(line, 'GUNICORN_CMD_ARGS'), line };
}

/** Variables that change gunicorn's defaults. */
function variableSettings(call: ServerCall): Settings {
  const settings = new Map<string, Setting>();
  const put = (name: string, variable: string) => {
    const setting = settingOfVariable(exportedVariable(call.launch.state, variable), variable);
    if (setting !== undefined) settings.set(name, setting);
  };
  put('workers', 'WEB_CONCURRENCY');
  put('forwarded_allow_ips', 'FORWARDED_ALLOW_IPS');
  const port = settingOfVariable(exportedVariable(call.launch.state, 'PORT'), 'PORT');
  if (port !== undefined) settings.set('bind', { ...port, values: port.values.map((value) => joinExpanded([certain('0.0.0.0:'), value])) });
  return settings;
}

const BIND_REFERENCE = 'https://gunicorn.org/reference/settings/#bind';

/**
 * Host and port of a gunicorn that is told no address: `server.bind` is what its settings come to with what the files say, and a
 * platform sets PORT when it starts the process, which makes it 0.0.0.0:$PORT.
 */
function platformAddress(facts: Map<FactName, Fact<unknown>>, call: ServerCall): void {
  if (call.launch.state.variables.get('PORT')?.expanded === 'unset') return;
  facts.set('server.host', defaulted('server.host', '0.0.0.0', 'gunicorn where PORT is set', BIND_REFERENCE));
  facts.set('server.port', defaulted('server.port', '$PORT', 'gunicorn where PORT is set', BIND_REFERENCE));
}

function bindFact(settings: ServerSettings, overrides: ReturnType<typeof overrideOf>[]): Fact<unknown> {
  const winner = winnerOf('bind', 'server.bind', settings);
  if (winner === undefined) return defaulted('server.bind', '127.0.0.1:8000', 'gunicorn', BIND_REFERENCE);
  if ('state' in winner) return winner;
  for (const loser of settings.layers.flatMap((layer) => layer.get('bind') ?? [])) {
    const fact = loser === winner ? undefined : textFactOf('server.bind', loser);
    if (fact !== undefined && isKnown(fact)) overrides.push(overrideOf('server.bind', fact, `${winner.by} wins over ${loser.by}`));
  }
  return textFactOf('server.bind', winner);
}

/** A sync worker with threads is a gthread worker. https://gunicorn.org/reference/settings/#threads */
function effectiveClass(workerClass: Fact<string>, threads: Fact<number>): Fact<string> {
  if (workerClass.state !== 'known' || threads.state === 'absent') return workerClass;
  const sync = workerClass.value === 'sync' || workerClass.value.endsWith('SyncWorker');
  if (!sync) return workerClass;
  if (threads.state === 'unresolved') return { ...threads, name: 'server.workerClass' };
  if (threads.value < 2) return workerClass;
  const from: readonly [Known<string>, Known<number>] = [workerClass, threads];
  return derive('server.workerClass', from, () => 'gthread');
}

function appOf(line: CommandLine, settings: ServerSettings, call: ServerCall): Fact<string> {
  if (line.error !== undefined) return unresolvedAt(line.error.at, 'start.app', `gunicorn refuses its command line: ${line.error.message}`);
  const [positional] = line.positionals;
  if (positional !== undefined) return positional.value === undefined ? unresolvedAt(positional, 'start.app', positional.reason ?? 'only a run would tell') : knownAt(positional, 'start.app', positional.value);
  const winner = winnerOf('wsgi_app', 'start.app', settings);
  if (winner !== undefined && 'state' in winner) return winner;
  const value = winner?.values[0];
  const place: Place = winner?.place ?? line.openEnded ?? call.place;
  return value?.value === undefined ? unresolvedAt(place, 'start.app', value?.reason ?? 'no application is named') : knownAt(place, 'start.app', value.value);
}
