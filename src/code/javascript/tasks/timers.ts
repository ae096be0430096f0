import type { Node } from 'oxc-parser';
import type { Timer } from '../../../model/facts/tasks.ts';
import { choosesOne } from '../../job-words.ts';
import { resolve } from '../names/resolve.ts';
import { decoratorNames, isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, ownProperty } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import { effectsOf } from './effects.ts';

const SCHEDULERS: readonly (readonly [string, string])[] = [
  ['node-cron#schedule', 'node-cron'], ['cron#CronJob', 'cron'], ['cron#CronJob.from', 'cron'], ['croner#Cron', 'croner'], ['croner#', 'croner'],
  ['node-schedule#scheduleJob', 'node-schedule'], ['global#setInterval', 'setInterval'],
];

/** Work that the program does by its own clock, from its start on. */
export function readTimers(project: CodeProject): Timer[] {
  return [...called(project), ...decorated(project)];
}

function called(project: CodeProject): readonly Timer[] {
  return SCHEDULERS.flatMap(([key, library]) => sitesOf(project, key).flatMap((site): readonly Timer[] => {
    if (isOneOff(project, site.module) || isOwnProgram(project, site.module) || surroundingsOf(project, site).scope === 'request') return [];
    const job = jobOf(project, site);
    return job === undefined ? [] : [timer(project, library, site, job)];
  }));
}

/** A file that its name calls a program of its own, where nothing says what the service starts. */
function isOwnProgram({ reachable }: CodeProject, { path }: Module): boolean {
  return reachable === undefined && /(?:^|\/)(?:worker|cron|scheduler)s?\.[cm]?[jt]s$/.test(path);
}

/** The function among the arguments, or under `onTick`. */
function jobOf(project: CodeProject, { module, node }: Site): { readonly module: Module; readonly node: FunctionNode } | undefined {
  const written: readonly Node[] = node.arguments.flatMap((argument): readonly Node[] => {
    if (argument.type === 'SpreadElement') return [];
    const inner = argument.type === 'ObjectExpression' ? ownProperty(argument, 'onTick') : undefined;
    return [inner ?? argument];
  });
  for (const each of written) {
    const target = resolve(project, module, each);
    if (target.kind === 'value' && isFunction(target.node)) return { module: target.module, node: target.node };
  }
  return undefined;
}

function timer(project: CodeProject, library: string, site: Site, job: { readonly module: Module; readonly node: FunctionNode }): Timer {
  return { at: codeFact('task.timer', placeOf(site)), library, job: job.node.id?.name, effects: effectsOf(project, job.module, job.node), isChosen: choosesOne(site.module.file.text) };
}

/** Methods of Nest under `@Cron` and `@Interval`. */
function decorated(project: CodeProject): readonly Timer[] {
  return [...project.modules.values()].filter((module) => module.sources.includes('@nestjs/schedule') && !isOneOff(project, module)).flatMap((module) =>
    module.classes.flatMap(({ node }) => node.body.body.flatMap((element): readonly Timer[] => {
      if (element.type !== 'MethodDefinition' || !decoratorNames(element).some((name) => name === 'Cron' || name === 'Interval')) return [];
      const name = element.key.type === 'Identifier' ? element.key.name : undefined;
      return [{ at: codeFact('task.timer', { module, node: element.key }), library: '@nestjs/schedule', job: name, effects: effectsOf(project, module, element.value), isChosen: choosesOne(module.file.text) }];
    })));
}
