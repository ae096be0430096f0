import { defineCheck, fail, pass, undecided, valueOf, type Evidence, type Fact, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { candidatesOf } from '../shared/candidates.ts';
import { looseWords } from '../shared/commands.ts';
import { removalOf } from '../shared/variables.ts';

const ADVICE: ProposedFix = advised('Let the package manager use its cache');

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.installCommand', 'build.command', 'build.variables', 'deploy.variables'],
  check(facts, { service: { name }, strings }): Outcome {
    const builder = facts['build.builder'];
    const builders = builder === undefined ? [] : possible<string>(builder);
    if (builders.length === 0) return undecided(`what builds it cannot be told${builder?.state === 'unresolved' ? `: ${builder.reason}` : ''}`);
    if (!builders.some((each) => ['nixpacks', 'railpack'].includes(each))) return pass();
    const commands = [facts['build.installCommand'], facts['build.command']];
    const refusing = commands.find((command): command is Known<string> => command?.state === 'known' && turnsOff(command, strings('off')));
    if (refusing !== undefined) return failed(`${name} downloads its dependencies anew with each build`, refusing, withoutOption(refusing, strings('off')));
    const variables = [facts['build.variables'], facts['deploy.variables']].flatMap((list) => valueOf(list) ?? []);
    const off = variables.find(({ variable, value, scope }) => scope !== 'example' && strings('variables').includes(variable) && /^(1|true|on|yes)$/i.test(value ?? ''));
    if (off !== undefined) return failed(`${off.variable}=${off.value ?? ''} makes each build download its dependencies anew`, off.at, {
      title: `Remove ${off.variable}`, applicability: 'review', change: removalOf(off),
    });
    const hidden = commands.find((command) => command?.state === 'unresolved' && !leaveOn(command, strings('off')));
    return hidden?.state === 'unresolved' ? undecided(`how it is built cannot be told: ${hidden.reason}`) : pass();
  },
});

/** The value of a fact, or what it would be with each builder that may run; none where only a run would tell. */
function possible<T>(fact: Fact<T>): readonly T[] {
  return fact.state === 'known' ? [fact.value] : candidatesOf<T>(fact).map(({ value }) => value);
}

/** True where none of the commands that may run refuses the cache. */
function leaveOn(command: Fact<string>, off: readonly string[]): boolean {
  const texts = possible(command);
  return texts.length > 0 && !texts.some((value) => refuses(value, off));
}

/** An option goes by itself; a command that empties the cache is left to a person. */
function withoutOption(command: Known<string>, off: readonly string[]): ProposedFix {
  const [option, ...more] = off.filter((words) => turnsOff(command, [words]));
  if (option === undefined || more.length > 0 || !option.startsWith('--')) return ADVICE;
  return { title: `Drop ${option}`, applicability: 'review', change: { kind: 'rewrite', how: 'remove-words', at: [command], with: { words: option } } };
}

function turnsOff({ value }: Known<string>, off: readonly string[]): boolean {
  return refuses(value, off);
}

function refuses(command: string, off: readonly string[]): boolean {
  const text = ` ${looseWords(command).join(' ')} `;
  return off.some((words) => text.includes(` ${words} `));
}

function failed(message: string, fact: Fact<unknown>, fix: ProposedFix): Outcome {
  const evidence: readonly [Evidence] = [fact];
  return fail({ message, evidence, anchor: 'build.cache', fix });
}
