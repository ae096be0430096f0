import { defineCheck, fail, notApplicable, pass, valueOf, type Fact, type Known, type StartStep, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { runVariables } from '../shared/variables.ts';

const FLAG = /--max[-_]old[-_]space[-_]size[= ](\d+)/;

export default defineCheck({
  needs: [],
  reads: ['start.steps', 'start.serverCommand', 'build.variables', 'deploy.variables', 'deploy.memoryLimit'],
  check(facts) {
    const flag = flagOf(facts['start.steps'], valueOf(facts['start.serverCommand'])) ?? variableOf([facts['build.variables'], facts['deploy.variables']]);
    if (flag === undefined) return notApplicable('nothing sets the size of the heap');
    const memory = facts['deploy.memoryLimit'];
    if (memory?.state !== 'known') return notApplicable('no file says how much memory the container has');
    if (flag.megabytes < memory.value) return pass();
    return fail({
      message: `the heap may grow to ${flag.megabytes} MB, and the container has ${memory.value} MB`, evidence: [flag.at, memory], anchor: 'heap',
      fix: advised(`Set the heap to ${Math.floor((memory.value * 3) / 4)} MB, or drop the flag`),
    });
  },
});

interface Flag {
  readonly at: Known<string>;
  readonly megabytes: number;
}

/** The flag in the command of the program itself; steps before it have a heap of their own. */
function flagOf(steps: Fact<readonly StartStep[]> | undefined, command: string | undefined): Flag | undefined {
  const step = valueOf(steps)?.find(({ at }) => at.value === command);
  return step === undefined ? undefined : megabytesIn(step.words.join(' '), step.at);
}

function variableOf(lists: readonly (Fact<readonly Variable[]> | undefined)[]): Flag | undefined {
  const variable = runVariables(...lists).find(({ variable: name }) => name === 'NODE_OPTIONS');
  return variable === undefined ? undefined : megabytesIn(variable.value ?? '', variable.at);
}

function megabytesIn(text: string, at: Known<string>): Flag | undefined {
  const [, size] = FLAG.exec(text) ?? [];
  return size === undefined ? undefined : { at, megabytes: Number(size) };
}
