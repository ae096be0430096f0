import type { TakeBack, UnfinishedApply, UnfinishedStep } from '../../model/applied-plan.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { commandLines } from './command-lines.ts';

interface Layout {
  readonly width: number;
  readonly paint: Paint;
}

/** A run of `apply` that was broken off, or told nobody: which step was running, what was made before it, and how to look and to take it back. */
export function unfinishedLines({ startedAt, project, environment, steps }: UnfinishedApply, { width, paint }: Layout): readonly string[] {
  const say = (text: string) => wrap(shown(text), width);
  const waiting = steps.filter(({ state }) => state === 'waiting').length;
  return [
    ...say(`the apply of ${startedAt.slice(0, 16).replace('T', ' ')} UTC on ${environment.name} of ${project.name} ${fateOf(steps)}`).map(paint.yellow),
    ...steps.flatMap((step, index) => (step.state === 'waiting' ? [] : [
      ...say(`step ${index + 1} of ${steps.length}, ${step.id}, ${wordOf(step)}`),
      ...(step.isUntouched === true ? [] : takeBackLines(step.takeBack, { width, paint })),
    ])),
    ...(waiting === 0 ? [] : say(`${waiting} ${waiting === 1 ? 'step was' : 'steps were'} not tried`)),
    ...say('`optimize railway diff` says what is still wanted, `railway environment config` what is there'),
  ];
}

/** A run that made all of its steps and could print nothing of it was not broken off. */
function fateOf(steps: UnfinishedApply['steps']): string {
  return steps.every(({ state }) => state === 'done') ? 'was made, and what came of it was not shown' : 'was broken off';
}

function wordOf({ state, isUntouched }: UnfinishedStep): string {
  if (state === 'done') return 'was made';
  if (state !== 'running') return state === 'unsure' ? 'may or may not have been made' : 'was not made';
  if (isUntouched === undefined) return 'was running when it ended: it may or may not have been made';
  return isUntouched ? 'was running when it ended: it was not made, Railway has there what it had before' : 'was running when it ended: Railway has something else there than before, so it seems to be made';
}

/** How a step is taken back. */
export function takeBackLines(takeBack: TakeBack, { width, paint }: Layout): readonly string[] {
  if ('because' in takeBack) return wrap(`cannot be taken back: ${shown(takeBack.because)}`, width - 5).map((line) => paint.dim(`     ${line}`));
  return [paint.dim('     to take it back:'), ...takeBack.commands.flatMap((command) => commandLines(command, width, '       '))];
}
