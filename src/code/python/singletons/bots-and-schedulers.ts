import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Singleton } from '../../../model/facts/code.ts';
import { targetsOf } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

/** Objects of libraries that do their work once per process as soon as a method is called. */
const STARTERS: readonly (readonly [string, readonly string[], readonly string[], Singleton['kind'], string])[] = [
  ['apscheduler', ['BackgroundScheduler', 'AsyncIOScheduler', 'BlockingScheduler', 'AsyncScheduler', 'GeventScheduler'], ['start', 'start_in_background'], 'scheduler', 'APScheduler starts with the application'],
  ['flask_apscheduler', ['APScheduler'], ['start'], 'scheduler', 'APScheduler starts with the application'],
  ['rocketry', ['Rocketry'], ['run', 'serve'], 'scheduler', 'Rocketry starts with the application'],
  ['discord', ['Client', 'Bot', 'AutoShardedBot'], ['run', 'start'], 'bot', 'a Discord bot is logged in'],
  ['telegram', ['Updater', 'Application', 'build'], ['start_polling', 'run_polling'], 'bot', 'a Telegram bot polls for messages'],
  ['aiogram', ['Dispatcher'], ['start_polling', 'run_polling'], 'bot', 'a Telegram bot polls for messages'],
  ['telebot', ['TeleBot', 'AsyncTeleBot'], ['polling', 'infinity_polling'], 'bot', 'a Telegram bot polls for messages'],
  ['pyrogram', ['Client'], ['run', 'start'], 'bot', 'a Telegram client is logged in'],
  ['telethon', ['TelegramClient'], ['start', 'run_until_disconnected'], 'bot', 'a Telegram client is logged in'],
  ['slack_bolt', ['SocketModeHandler', 'AsyncSocketModeHandler'], ['start', 'start_async', 'connect'], 'bot', 'a Slack bot holds a socket'],
];

/** Schedulers and bots that start with the program, in a thread of their own too: `Thread(target=bot.infinity_polling)`. */
export function botsAndSchedulers(program: Program): readonly Singleton[] {
  return [...callsOf(program)].flatMap((site): readonly Singleton[] => {
    const found = starterOf(program, site);
    if (found === undefined || !scopeOf(program, site).served) return [];
    const [, , , kind, what] = found;
    return [{ kind, at: shown('start', site.place.file, site.call.range), what }];
  });
}

function starterOf(program: Program, { call, place }: CallSite): (typeof STARTERS)[number] | undefined {
  const callee = isFrom(externalName(program, call.callee, place), 'threading', 'Thread') ? argumentOf(call, undefined, 'target') : call.callee;
  if (callee?.kind !== 'attribute') return undefined;
  const candidates = STARTERS.filter(([, , methods]) => methods.includes(callee.name));
  if (candidates.length === 0) return undefined;
  const [target] = targetsOf(program, { expression: callee.object, place });
  const library = instanceOf(program, callee.object, place)?.library
    ?? (target && builderLibrary(program, target.expression, target.place)) ?? externalName(program, callee.object, place);
  return candidates.find(([from, names]) => isFrom(library, from, ...names));
}

/** `ApplicationBuilder().token(...).build()` is a chain whose first call names the library. */
function builderLibrary(program: Program, chain: PythonExpression, place: CallSite['place']): string | undefined {
  let current: PythonExpression | undefined = chain;
  while (current !== undefined && (current.kind === 'attribute' || current.kind === 'call')) {
    const name = current.kind === 'call' ? externalName(program, current.callee, place) : undefined;
    if (name !== undefined) return `${name.split('.')[0]}.build`;
    current = current.kind === 'call' ? current.callee : current.object;
  }
  return undefined;
}
