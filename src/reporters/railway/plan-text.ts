import type { UnfinishedApply } from '../../model/applied-plan.ts';
import { isDestructive, type LivePlan } from '../../model/live-plan.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { titleLines } from './head.ts';
import { changeLines, indented, reasonText, stepLines } from './step-lines.ts';
import { unfinishedLines } from './unfinished-lines.ts';

/** A plan as it is shown. */
export interface ShownPlan {
  readonly plan: LivePlan;
  /** Undefined where it cannot be carried out: there is nothing to do, or it was made from a file. */
  readonly hash: string | undefined;
  readonly unfinished: readonly UnfinishedApply[];
  /** The file that was asked instead of Railway. */
  readonly file?: string | undefined;
}

interface Layout {
  readonly width: number;
  readonly paint: Paint;
  /** What comes next where the reader need not be told how to go on: the question whether to make it, or its making. */
  readonly next?: 'question' | 'making';
}

/** A plan for people: what was broken off before, the steps, what is refused, what files and other commands change instead, and how to go on. */
export function planText({ plan, hash, unfinished, file }: ShownPlan, { width, paint, next }: Layout): string {
  const { project, environment, readAt, steps } = plan;
  const parts = [
    unfinished.flatMap((each) => unfinishedLines(each, { width, paint })),
    [...titleLines(`${environment.name} of ${project.name}`, readAt, { width, paint }), ...plan.notices.flatMap((notice) => wrap(shown(notice), width)).map(paint.yellow)],
    ...steps.map((step, index) => stepLines(step, index + 1, { width, paint })),
    refusedLines(plan, { width, paint }),
    fileLines(plan, { width, paint }),
    codeLines(plan, { width, paint }),
    [...wrap(shown(summaryOf(plan)), width), ...(next === undefined ? nextLines(plan, hash, { width, paint }, file) : makingLines(next, hash, { width, paint }))],
  ];
  return `${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`;
}

/** How many steps, what deploys and what is lost, in one line. */
function summaryOf({ steps }: LivePlan): string {
  if (steps.length === 0) return 'nothing to do on Railway';
  const deployed = [...new Set(steps.filter(({ deploys }) => deploys).map(({ service }) => service.name))];
  const silent = [...new Set(steps.filter(({ deploys }) => !deploys).map(({ service }) => service.name))].filter((name) => !deployed.includes(name));
  const losing = [...new Set(steps.filter(isDestructive).map(({ service }) => service.name))];
  return [
    `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`,
    ...(deployed.length === 0 ? [] : [`Railway deploys ${deployed.join(', ')} once`]),
    ...(silent.length === 0 ? [] : [`${silent.join(', ')} ${silent.length === 1 ? 'goes' : 'go'} on as deployed until a redeploy`]),
    ...(losing.length === 0 ? [] : [`destructive for ${losing.join(', ')}`]),
  ].join('; ');
}

function refusedLines({ refused }: LivePlan, { width, paint }: Layout): readonly string[] {
  if (refused.length === 0) return [];
  return [paint.bold('not planned'), ...refused.flatMap(({ reason, because }) => indented(`${reasonText(reason)}: ${shown(because)}`, width)).map(paint.dim)];
}

/** What the rules want of files. */
function fileLines({ inFiles }: LivePlan, { width, paint }: Layout): readonly string[] {
  if (inFiles.length === 0) return [];
  return [paint.bold('`optimize fix` changes these in files'), ...inFiles.flatMap(({ title, rule, paths }) => indented(shown(`${title} (${paths.join(', ')}) [${rule}]`), width)).map(paint.dim)];
}

/** What is written down as code and not applied. */
function codeLines({ inCode }: LivePlan, { width, paint }: Layout): readonly string[] {
  if (inCode.length === 0) return [];
  return [
    paint.bold('`railway config apply` makes these'),
    ...inCode.flatMap((each) => [
      ...indented(shown(`${each.service}: ${each.setting} (${each.file})`), width),
      ...(each.before === undefined && each.after === undefined ? [] : changeLines(each, { width, paint })),
    ]),
  ];
}

/** The log of a run names the plan that it makes. */
function makingLines(next: 'question' | 'making', hash: string | undefined, { width, paint }: Layout): readonly string[] {
  return next === 'question' || hash === undefined ? [] : wrap(`making the plan ${hash}`, width).map(paint.bold);
}

function nextLines({ steps }: LivePlan, hash: string | undefined, { width, paint }: Layout, file: string | undefined): readonly string[] {
  if (steps.length === 0) return [];
  const next = hash === undefined
    ? `planned from ${file ?? 'a file'}, so it cannot be applied: \`optimize railway diff\` without --live-from asks Railway itself`
    : `\`optimize railway apply ${hash}\` makes ${steps.length === 1 ? 'it' : 'them'}`;
  return wrap(shown(next), width).map(paint.bold);
}
