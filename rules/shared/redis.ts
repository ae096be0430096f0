import { pass, type Fact, type Outcome, type RedisCall, type RedisClient, type RedisPattern } from '#rule';
import { isServed } from './database-calls.ts';
import { handlerName } from './handlers.ts';
import { isSamePlace } from './places.ts';
import { recordsIn } from './records.ts';

/** The words of a key, of what it is made of, and of the function around it. */
export function wordsOf({ key, within }: Pick<RedisCall, 'key' | 'within'>): string {
  return `${key?.text ?? ''} ${key?.meaning ?? ''} ${within ?? ''}`;
}

/** The function that a command stands in, as the subject of a sentence. */
export function subjectOf({ within, scope }: Pick<RedisCall, 'within' | 'scope'>): string {
  return within === undefined && scope !== 'request' ? 'the program' : handlerName(within);
}

/** A key as a sentence names it: shortened, on one line. */
export function keyName(key: RedisCall['key']): string {
  const text = key?.text ?? 'a key';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What tells findings of one kind apart, in words that survive edits. */
export function anchorOf(kind: string, { within, key }: Pick<RedisPattern, 'within' | 'key'>): string {
  return `${kind}:${within ?? 'module'}${key === undefined ? '' : `:${key.text.slice(0, 40)}`}`;
}

/** The commands that are sent through a client. */
export function callsThrough(client: RedisClient, calls: readonly RedisCall[]): readonly RedisCall[] {
  return calls.filter((call) => isSamePlace(call.client, client.at));
}

/** What a rule says of each pattern of a kind in served code, of popped pairs also where a worker begins; the rule holds where there is none. */
export function judgedPatterns(fact: Fact<readonly RedisPattern[]> | undefined, kind: RedisPattern['kind'], judge: (pattern: RedisPattern) => Outcome): readonly Outcome[] {
  const found = (recordsIn(fact) ?? []).filter((pattern) => pattern.kind === kind && (isServed(pattern) || kind === 'whole-pop'));
  return found.length === 0 ? [pass()] : found.map(judge);
}
