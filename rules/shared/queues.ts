import { valueOf, type Dependency, type Evidence, type FactSet, type Known, type Option, type ProposedFix, type QueueCall, type QueuePart } from '#rule';
import { advised } from './advised.ts';
import { recordsIn } from './records.ts';
import { isAtLeast } from './versions.ts';

/** True where what is installed is a release or a later one, whatever a range permits: its lowest release decides. */
export function isAtLeastForSure({ version, specifier }: Pick<Dependency, 'version' | 'specifier'>, release: string): boolean {
  const lowest = version ?? /^[\s^~>=v]*(\d+(?:\.\d+)*)/.exec(specifier)?.[1];
  return lowest !== undefined && isAtLeast(lowest, release);
}

/** A package of the service, one that is for development only included: what runs a worker may come from there. */
export function packageNamed(facts: FactSet, name: string): Dependency | undefined {
  return valueOf(facts['runtime.dependencies'])?.find((dependency) => dependency.name === name);
}

/** Queues, workers and the like of one library. */
export function partsOf(facts: FactSet, library: string, ...kinds: readonly QueuePart['kind'][]): readonly QueuePart[] {
  return (recordsIn(facts['queue.parts']) ?? []).filter((part) => part.library === library && kinds.includes(part.kind));
}

/** Calls of one library. */
export function callsOf(facts: FactSet, library: string, ...names: readonly string[]): readonly QueueCall[] {
  return (recordsIn(facts['queue.calls']) ?? []).filter((call) => call.library === library && (names.length === 0 || names.includes(call.call)));
}

/** True where an option is given, whatever its value; `removeOnComplete` is also given by `removeOnComplete.count`. */
export function isGiven(options: readonly Option[], name: string): boolean {
  return options.some((option) => option.name === name || option.name.startsWith(`${name}.`));
}

/** What an option is, where that is written down. */
export function optionNamed(options: readonly Option[], name: string): Option | undefined {
  return options.find((option) => option.name === name);
}

/** The name of a queue in a sentence. */
export const queueName = (name: QueuePart['name']): string => (name.state === 'known' ? `the queue ${name.value}` : 'a queue');

/** Options for a queue, at the call that makes it; only told where Nest makes it of options that others share. */
export function queueFix(queue: QueuePart, title: string, set: Extract<ProposedFix['change'], { kind: 'set-options' }>['set']): ProposedFix {
  const at = queue.nest === undefined ? queue.at : queue.nest.optionsAt;
  return at === undefined || set === undefined ? advised(title) : { title, applicability: 'review', change: { kind: 'set-options', at, set } };
}

/** The first of some records, and the places of a few more. */
export function placesOf(records: readonly { readonly at: Known<string> }[]): readonly [Evidence, ...Evidence[]] | undefined {
  const [first, ...rest] = records;
  return first === undefined ? undefined : [first.at, ...rest.slice(0, 3).map(({ at }) => at)];
}
