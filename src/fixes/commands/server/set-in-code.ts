import { expressionAt } from '../../../code/python/walk.ts';
import { parsePythonFile } from '../../../documents/python.ts';
import type { Code, Plain, Planned } from '../../../model/change.ts';
import type { Evidence, Known } from '../../../model/fact.ts';
import type { Listen } from '../../../model/facts/code.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { isJavaScript, type FixContext, type WantedFact } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { setOptions } from '../../set-options.ts';
import { styleOf } from '../../python/style.ts';
import { variableIn } from '../address.ts';
import { pythonValue } from './python-value.ts';

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/i;

/** Arguments of calls that start a server, by fact. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'server.host': 'host', 'server.port': 'port', 'server.workers': 'workers', 'server.threads': 'threads', 'server.reload': 'reload', 'server.debug': 'debug',
  'server.keepAlive': 'timeout_keep_alive', 'server.gracefulTimeout': 'timeout_graceful_shutdown', 'server.forwardedAllowIps': 'forwarded_allow_ips',
};

/** Writes a setting into the call of a Python program that starts the server. */
export async function setInPythonCall({ fact, value, option }: WantedFact, { call, stated }: { readonly call: Evidence; readonly stated: Evidence | undefined }, context: FixContext): Promise<Planned> {
  const [place, own] = [placeOf(call), placeOf(stated)];
  const stating = place === undefined || own === undefined ? undefined : await argumentAt(place, own.range);
  const name = stating ?? option ?? ARGUMENTS[fact];
  const isCall = own === undefined || (place !== undefined && own.file.path === place.file.path && place.range.start <= own.range.start && own.range.end <= place.range.end);
  if (name === undefined || !isCall) return refused(`${own?.file.path ?? 'the program'} sets it in another place than the call that starts the server`);
  if (own !== undefined && stating === undefined) return refused(`it is an argument without a name in ${own.file.path}`);
  if (value === undefined || (value === false && option === undefined)) return setOptions({ kind: 'set-options', at: call, remove: [name] }, context);
  return setOptions({ kind: 'set-options', at: call, set: { [name]: await pythonCode(fact, value, place?.file) } }, context);
}

/** The name of the argument of a call whose value begins where another range does. */
async function argumentAt({ file, range }: { readonly file: SourceFile; readonly range: Range }, value: Range): Promise<string | undefined> {
  const parsed = await parsePythonFile(file);
  const call = parsed.ok ? expressionAt(parsed.document.body, range) : undefined;
  return call?.kind === 'call' ? call.arguments.find((argument) => argument.value.range.start === value.start)?.name : undefined;
}

async function pythonCode(fact: string, value: Plain, file: SourceFile | undefined): Promise<Plain | Code> {
  if (variableIn(String(value)) === undefined) return value;
  const parsed = file === undefined ? undefined : await parsePythonFile(file);
  const quote = file === undefined || parsed?.ok !== true ? '"' : styleOf(file.text, parsed.document).quote;
  const isNumber = fact !== 'server.host' && fact !== 'server.forwardedAllowIps';
  return { code: pythonValue(value, quote, isNumber).code };
}

/** Writes host or port into the call by which a program listens. */
export async function setInListen({ fact, value }: WantedFact, listens: readonly Listen[], context: FixContext): Promise<Planned> {
  if (fact === 'server.host' && value !== undefined) return hostOf(listens, String(value), context);
  return fact === 'server.port' && value !== undefined ? portOf(listens, String(value), context) : refused('no call of the program says it');
}

async function hostOf(listens: readonly Listen[], value: string, context: FixContext): Promise<Planned> {
  const listen = listens.find(({ host }) => host.state !== 'known' || LOOPBACK.test(host.value));
  if (listen === undefined) return refused('no call of the program listens on loopback');
  const { host, at } = listen;
  const literal = host.state === 'known' ? literalAt(host, /^(["'`])[^"'`]*\1$/) : undefined;
  if (literal !== undefined) {
    const quote = literal.text.charAt(0);
    return edited(literal.file.path, [{ range: literal.range, text: `${quote}${value}${quote}` }]);
  }
  if (host.state !== 'absent') return refused('the address it listens on is calculated');
  return setOptions({ kind: 'set-options', at, set: { host: value } }, context);
}

async function portOf(listens: readonly Listen[], value: string, context: FixContext): Promise<Planned> {
  const variable = variableIn(value);
  const listen = listens.find(({ port }) => port.state === 'known' && typeof port.value === 'number');
  if (listen === undefined || variable === undefined || listen.port.state !== 'known') return refused('no call of the program names a port');
  const literal = literalAt(listen.port, /^["']?\d+["']?$/);
  if (literal === undefined) return refused('the port it listens on is calculated');
  if (isJavaScript(literal.file.path)) return edited(literal.file.path, [{ range: literal.range, text: javaScriptPort(variable, literal.file.path, listen.library) }]);
  return setOptions({ kind: 'set-options', at: listen.at, set: { port: await pythonCode('server.port', value, literal.file) } }, context);
}

/** TypeScript and libraries that check their options want a number. */
function javaScriptPort({ name, fallback }: { readonly name: string; readonly fallback: string }, path: string, library: string): string {
  const isStrict = /\.[cm]?tsx?$/.test(path) || ['fastify', 'hono', 'bun', 'elysia', 'deno'].includes(library);
  return isStrict ? `Number(process.env.${name}) || ${fallback}` : `process.env.${name} || ${fallback}`;
}

interface Literal {
  readonly file: SourceFile;
  readonly text: string;
  readonly range: Range;
}

/** A fact's own words, where they are a plain value. */
function literalAt(fact: Known<unknown>, pattern: RegExp): Literal | undefined {
  const place = placeOf(fact);
  if (place === undefined) return undefined;
  const text = place.file.text.slice(place.range.start, place.range.end);
  return pattern.test(text) ? { file: place.file, text, range: place.range } : undefined;
}
