import type { AppliedPlan, StepOutcome, StepState } from '../../model/applied-plan.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { commandLines } from './command-lines.ts';
import { takeBackLines } from './unfinished-lines.ts';

interface Layout {
  readonly width: number;
  readonly paint: Paint;
}

const MARKS: Readonly<Record<StepState, string>> = { done: '✔', failed: '✘', unsure: '?', stale: '✘', 'not-tried': '·' };
const WORDS: Readonly<Record<StepState, string>> = {
  done: 'made', failed: 'not made', unsure: 'may or may not be made', stale: 'changed on Railway meanwhile, not made', 'not-tried': 'not tried',
};

/** What came of a plan for people: each step with how it is taken back, why it ended, what a new reading shows, and what is to be deployed. */
export function appliedText(applied: AppliedPlan, { width, paint }: Layout): string {
  const { outcomes, failure, isInterrupted, plan } = applied;
  const made = outcomes.filter(({ state }) => state === 'done').length;
  const say = (text: string) => wrap(shown(text), width);
  const parts = [
    outcomes.flatMap((outcome, index) => outcomeLines(outcome, index + 1, { width, paint })),
    proofLines(applied, { width, paint }),
    redeployLines(applied, width),
    [
      ...(isInterrupted ? say('interrupted').map(paint.yellow) : []),
      ...(failure === undefined ? [] : [...say(failure.message).map(paint.red), ...say(failure.hint)]),
      ...say(`${made} of ${outcomes.length} ${outcomes.length === 1 ? 'step' : 'steps'} made in ${plan.environment.name} of ${plan.project.name}`).map(paint.bold),
    ],
  ];
  return `${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`;
}

function outcomeLines({ step, state, takeBack }: StepOutcome, number: number, { width, paint }: Layout): readonly string[] {
  const colour = state === 'done' ? paint.green : state === 'not-tried' ? paint.dim : paint.red;
  return [
    ...wrap(`${MARKS[state]} ${number} ${shown(step.id)}: ${WORDS[state]}`, width - 2, '     ').map((line) => colour(`  ${line}`)),
    ...(takeBack === undefined ? [] : takeBackLines(takeBack, { width, paint })),
  ];
}

function proofLines({ proof, outcomes, isInterrupted }: AppliedPlan, { width, paint }: Layout): readonly string[] {
  if (proof === undefined) {
    const isWhole = outcomes.every(({ state }) => state === 'done') && !isInterrupted;
    return isWhole ? wrap('Railway could not be read again: `optimize railway diff` says whether anything is left', width).map(paint.yellow) : [];
  }
  return [
    ...(proof.gone.length === 0 ? [] : [paint.bold('gone, as a new reading shows'), ...proof.gone.map((id) => paint.green(`  ${shown(id)}`))]),
    ...(proof.left.length === 0 ? [] : [paint.bold('still there'), ...proof.left.map((id) => paint.red(`  ${shown(id)}`))]),
  ];
}

function redeployLines({ redeploys }: AppliedPlan, width: number): readonly string[] {
  return redeploys.flatMap(({ service, command }) => [...wrap(shown(`${service} runs as it was deployed: the variables come with its next deployment`), width), ...commandLines(command, width, '  ')]);
}
