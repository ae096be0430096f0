import type { Planned } from '../../../model/change.ts';
import { valueOf } from '../../../model/fact.ts';
import type { FixContext, WantedFact } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { addressOf, withPart } from '../address.ts';
import { lineOf, optionChanges, usesOf, type Changes } from '../options/option-change.ts';
import { serverOptionsOf, type ServerOptions } from '../options/server-options.ts';
import { changeWords, type WordChange } from '../words/change-words.ts';
import type { ServerPlace } from './server-place.ts';
import { runserverChanges } from './runserver.ts';

/** Writes a setting into the command that starts the server. */
export async function setInCommand(wanted: WantedFact, place: ServerPlace, context: FixContext): Promise<Planned> {
  const { site, isExec } = place;
  const changes = changesFor(wanted, place, context);
  if ('because' in changes) return refused(changes.because);
  const edits = await changeWords(site, changes, isExec);
  return 'because' in edits ? refused(edits.because) : edited(site.file.path, edits);
}

function changesFor({ fact, value, option }: WantedFact, { site }: ServerPlace, { service }: FixContext): Changes {
  const server = serverOptionsOf(site);
  const watching = fact === 'server.reload' && value === false ? watcherChanges(site) : undefined;
  if (watching !== undefined) return watching;
  if (server === undefined) return runserverChanges(site, fact, value) ?? { because: `how ${site.words[site.program]?.text ?? 'the program'} is told so is not known` };
  const isAddress = fact === 'server.host' || fact === 'server.port';
  if (isAddress && server.hasBind && value !== undefined) return bindChanges(site, server, { fact, value: String(value), port: valueOf(service.facts['server.port']) });
  const setting = option ?? server.settings.get(fact);
  if (setting === undefined) return { because: `${server.server} has no option for it` };
  if (value === undefined) return removed(server, setting, site.file.path);
  return optionChanges(site, server, { setting, value: typeof value === 'boolean' ? value : String(value) });
}

function removed(server: ServerOptions, setting: string, path: string): Changes {
  const uses = usesOf(lineOf(server), setting);
  if (uses.length === 0) return { because: `no option in ${path} says so` };
  return uses.map(({ at, value }) => ({ kind: 'remove', from: at.range.start, to: (value?.range.start ?? at.range.start) + 1 }));
}

interface WantedAddress {
  readonly fact: 'server.host' | 'server.port';
  readonly value: string;
  /** The port that it has now. */
  readonly port: string | number | undefined;
}

/** Host or port of `--bind`, whose other part stays; without one both are written. */
function bindChanges(site: ServerPlace['site'], server: ServerOptions, { fact, value, port }: WantedAddress): Changes {
  const [first] = usesOf(lineOf(server), 'bind');
  const written = first?.value;
  const part = fact === 'server.host' ? { host: value } : { port: value };
  if (written === undefined) return optionChanges(site, server, { setting: 'bind', value: withPart({ host: '0.0.0.0', port: String(port ?? 8000) }, part) });
  const address = addressOf(written.text);
  if (address === undefined || first === undefined) return { because: `${written.text} is a socket` };
  const from = written.range.start === first.at.range.start ? first.at.text.length - written.text.length : 0;
  return [{ kind: 'value', index: written.range.start, from, value: withPart(address, part) }];
}

/** `node --watch`, `tsx watch`: the word that makes it watch goes; `nodemon server.js` is `node server.js`. */
function watcherChanges({ words, program }: ServerPlace['site']): Changes | undefined {
  const own = words.slice(program);
  const name = own[0]?.text.replace(/^.*\//, '') ?? '';
  if (name === 'nodemon' && own.length === 2 && /\.[cm]?js$/.test(own[1]?.text ?? '')) return [...withoutRunner(words[program - 1]?.text, program), { kind: 'value', index: program, from: 0, value: 'node' }];
  if (!['node', 'tsx', 'bun'].includes(name)) return undefined;
  const watches = own.filter(({ text }) => text === 'watch' || text === '--watch' || text === '--hot');
  return watches.length === 0 ? undefined : watches.map(({ range }) => ({ kind: 'remove', from: range.start, to: range.start + 1 }));
}

/** npx would look for a package called node. */
function withoutRunner(before: string | undefined, program: number): readonly WordChange[] {
  return before === 'npx' || before === 'bunx' ? [{ kind: 'remove', from: program - 1, to: program }] : [];
}
