import { isDestructive, type PlanChange, type PlanReason, type PlanStep } from '../../model/live-plan.ts';
import type { TextOptions } from '../text/report.ts';
import { shown } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';

type Layout = Pick<TextOptions, 'width' | 'paint'>;

/** A step for people: what it changes as a diff does, what is lost by it, and why it is wanted. */
export function stepLines(step: PlanStep, number: number, { width, paint }: Layout): readonly string[] {
  const marks = [...(isDestructive(step) ? ['destructive'] : []), ...(step.isSafe ? [] : ['review']), ...(step.deploys ? ['deploys'] : [])].join(', ');
  const head = justified(`${String(number).padStart(3)}  ${shown(step.id)}`, marks, width);
  const losses = step.changes.flatMap(({ loss }) => (loss === undefined ? [] : [loss]));
  return [
    isDestructive(step) ? paint.yellow(head) : paint.bold(head),
    ...step.changes.flatMap((change) => [...(step.id.endsWith(change.field) ? [] : indented(shown(change.field), width)), ...changeLines(change, { width, paint })]),
    ...losses.flatMap((loss) => indented(shown(loss), width)).map(paint.yellow),
    ...step.reasons.flatMap((reason) => indented(reasonText(reason), width)).map(paint.dim),
  ];
}

function changeLines({ before, after }: PlanChange, { width, paint }: Layout): readonly string[] {
  const lines = (sign: string, text: string) => wrap(`${sign} ${shown(text)}`, width - 7, '  ').map((line) => `       ${line}`);
  return [
    ...(before === undefined ? [] : lines('-', before).map(paint.red)),
    ...lines('+', after ?? '(removed)').map(paint.green),
  ];
}

/** Why something is wanted, in one line. */
export function reasonText(reason: PlanReason): string {
  return reason.kind === 'finding' ? `${shown(reason.message)} [${reason.rule}]` : `${shown(reason.file)} says so`;
}

function indented(text: string, width: number): readonly string[] {
  return wrap(text, width - 5).map((line) => `     ${line}`);
}
