import { isDestructive, type PlanChange, type PlanReason, type PlanStep } from '../../model/live-plan.ts';
import { redact } from '../redact.ts';
import type { TextOptions } from '../text/report.ts';
import { shown, widthOf } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';

type Layout = Pick<TextOptions, 'width' | 'paint'>;

/** A step for people: what it changes as a diff does, what is lost by it, and why it is wanted, once below the last change that it brings. */
export function stepLines(step: PlanStep, number: number, { width, paint }: Layout): readonly string[] {
  const marks = [...(isDestructive(step) ? ['destructive'] : []), ...(step.isSafe ? [] : ['review']), ...(step.deploys ? ['deploys'] : [])].join(', ');
  const lastOf = ({ id }: PlanReason): number => step.changes.findLastIndex(({ reasons }) => reasons.includes(id));
  return [
    ...headLines(`${String(number).padStart(3)}  `, shown(step.id), marks, width).map(isDestructive(step) ? paint.yellow : paint.bold),
    ...step.changes.flatMap((change, index) => [
      ...(step.id.endsWith(change.field) ? [] : indented(shown(change.field), width).map(paint.cyan)),
      ...changeLines(change, { width, paint }),
      ...(change.loss === undefined ? [] : indented(shown(change.loss), width).map(paint.yellow)),
      ...step.reasons.filter((reason) => lastOf(reason) === index).flatMap((reason) => indented(reasonText(reason), width)).map(paint.dim),
    ]),
  ];
}

/** What a step does to a service is never left out: where there is no room it stands below the name. */
function headLines(start: string, name: string, marks: string, width: number): readonly string[] {
  if (widthOf(start) + widthOf(name) + 2 + widthOf(marks) <= width) return [justified(start + name, marks, width).trimEnd()];
  return [...wrap(name, width - 5).map((line, index) => `${index === 0 ? start : '     '}${line}`), ...(marks === '' ? [] : indented(marks, width))];
}

/** What goes and what comes, as a diff shows it. */
export function changeLines({ before, after }: Pick<PlanChange, 'before' | 'after'>, { width, paint }: Layout): readonly string[] {
  const lines = (sign: string, text: string) => wrap(`${sign} ${shown(redact(text))}`, width - 7, '  ').map((line) => `       ${line}`);
  return [
    ...(before === undefined ? [] : lines('-', before).map(paint.red)),
    ...lines('+', after ?? '(removed)').map(paint.green),
  ];
}

/** Why something is wanted, in one line. */
export function reasonText({ message, rule }: PlanReason): string {
  return `${shown(redact(message))} [${rule}]`;
}

/** A text below the head of a step. */
export function indented(text: string, width: number): readonly string[] {
  return wrap(text, width - 5).map((line) => `     ${line}`);
}
