import { valueOf, type Change, type Effect, type Fact, type FactSet, type Known, type ProposedFix, type QueueSetting, type QueueTask } from '#rule';
import { advised } from './advised.ts';
import { looseWords } from './commands.ts';
import { recordsIn } from './records.ts';

/** Functions that workers of Celery run; none where another service of the folder is the worker, which they are a matter of. */
export function celeryTasks(facts: FactSet): readonly QueueTask[] {
  return isElsewhere(facts) ? [] : (recordsIn(facts['queue.tasks']) ?? []).filter(({ library }) => library === 'celery');
}

/** A setting wherever code writes it. */
export function celerySetting(facts: FactSet, name: string): QueueSetting | undefined {
  return settings(facts).find((setting) => setting.name === name || setting.name.startsWith(`${name}.`));
}

/** True where more settings stand in a place that nobody read. */
export const hasUnreadSettings = (facts: FactSet): boolean => settings(facts).some(({ name }) => name === 'config_source_unread');

const settings = (facts: FactSet): readonly QueueSetting[] => (recordsIn(facts['queue.settings']) ?? []).filter(({ library }) => library === 'celery');

/** True where files start the worker as another service of the same folder. */
function isElsewhere(facts: FactSet): boolean {
  const own = [facts['start.serverCommand'], facts['start.command']].some((command) => workerWords(command) !== undefined);
  return !own && (recordsIn(facts['start.elsewhere']) ?? []).some((command) => workerWords(command) !== undefined);
}

function workerWords(command: Fact<string> | undefined): readonly string[] | undefined {
  const words = command?.state === 'known' ? looseWords(command.value) : [];
  const celery = words.findIndex((word) => /(^|\/)celery$/.test(word));
  return celery !== -1 && words.slice(celery).includes('worker') ? words.slice(celery) : undefined;
}

/** The words of the command that starts a worker of Celery, and where it stands. */
export function celeryWorker(facts: FactSet): { readonly at: Known<string>; readonly words: readonly string[] } | undefined {
  const processes = (recordsIn(facts['service.processes']) ?? []).map(({ command }) => command);
  for (const command of isElsewhere(facts) ? [] : [facts['start.serverCommand'], facts['start.command'], ...processes]) {
    const words = workerWords(command);
    if (words !== undefined && command?.state === 'known') return { at: command, words };
  }
  return undefined;
}

/** The value of an option of a command: `-c 4`, `-c4`, `--concurrency=4`. */
export function hasOption(words: readonly string[], ...names: readonly string[]): boolean {
  return words.some((word) => names.some((name) => word === name || word.startsWith(`${name}=`) || (/^-\w$/.test(name) && word.startsWith(name) && !word.startsWith('--'))));
}

/** The pool of a worker, `prefork` where nothing else is said. */
export function celeryPool(facts: FactSet, words: readonly string[]): string {
  const index = words.findIndex((word) => word === '-P' || word === '--pool' || word.startsWith('--pool=') || /^-P\w/.test(word));
  const word = words[index];
  if (word === undefined) return String(valueOf(celerySetting(facts, 'worker_pool')?.value) ?? 'prefork');
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : /^-P\w/.test(word) ? word.slice(2) : words[index + 1] ?? 'prefork';
}

/** What makes a task slow for sure: one call after the other for each of many items, a sleep, a program, a model. */
export function slowEffects(effects: readonly Effect[]): readonly Effect[] {
  return effects.filter(({ kind, repeated, seconds }) => {
    if (kind === 'sleep') return (seconds ?? 0) >= 1 && repeated?.kind !== 'times';
    if (kind === 'process' || kind === 'model') return true;
    return (kind === 'http' || kind === 'email' || kind === 'payment') && repeated?.kind === 'each';
  });
}

/** A change of a setting: a keyword of the application, where nothing else configures it. */
export function settingFix(facts: FactSet, title: string, set: Readonly<Record<string, number | boolean>>): ProposedFix {
  const apps = (recordsIn(facts['queue.workers']) ?? []).filter(({ library }) => library === 'celery');
  const [app] = apps;
  const isConfigured = settings(facts).some(({ name }) => name === 'config_source' || name === 'config_source_unread' || name in set);
  if (app === undefined || apps.length > 1 || isConfigured) return advised(title);
  const change: Change = { kind: 'set-options', at: app.at, set };
  return { title, applicability: 'review', change };
}

const WORDS: Readonly<Record<Effect['kind'], readonly [one: string, several: string]>> = {
  http: ['asks another service', 'ask another service'], email: ['sends mail', 'send mail'], payment: ['moves money', 'move money'], model: ['runs a model', 'run a model'],
  process: ['runs a program', 'run a program'], sleep: ['waits', 'wait'], database: ['asks the database', 'ask the database'],
};

/** What a call does, as the verb of a sentence whose subject is one function, or several. */
export const effectWords = ({ kind }: Effect, count = 1): string => WORDS[kind][count === 1 ? 0 : 1];
