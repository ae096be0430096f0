import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ConfigPlan, PlannedChange } from '../model/config-plan.ts';
import { askJson } from './ask-json.ts';
import type { FoundEnvironment } from './find-environment.ts';
import { recordsAt, textAt, textsAt, valueAt } from './json-path.ts';
import { isAtLeast, OLDEST_VERSION_FOR_PLANS, type RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { targetVariables } from './read-config.ts';
import { plainText } from './scrub.ts';

/** Which file is planned for which environment. */
export interface PlanQuestion {
  /** Absolute path of the file. */
  readonly file: string;
  readonly found: FoundEnvironment;
  /** Milliseconds. */
  readonly timeout?: number | undefined;
}

/**
 * Asks Railway what a `.railway/railway.ts` would change; nothing is changed by that. The CLI runs the file with Node, so code of the project runs, as in
 * `railway config plan` itself. https://github.com/railwayapp/cli/blob/v5.43.1/src/iac/engine.rs
 */
export async function planConfig(cli: RailwayCli, { file, found: { target, name }, timeout }: PlanQuestion): Promise<ConfigPlan> {
  if (!isAtLeast(cli.version, OLDEST_VERSION_FOR_PLANS)) {
    throw railwayError('railway-too-old', `the railway CLI at ${cli.path} is version ${cli.version}, and plans need ${OLDEST_VERSION_FOR_PLANS}`, 'renew it: railway upgrade, or npm i -g @railway/cli@latest');
  }
  const answer = await askJson(cli, {
    words: ['config', 'plan', '--json', '--file', file, '--environment', target.environment], cwd: quietFolder(file), environment: targetVariables(target),
    answersWithFailure: true, ...(timeout === undefined ? {} : { timeout }),
  });
  const isTaken = valueAt(answer, 'ok');
  if (typeof isTaken !== 'boolean') throw railwayError('railway-answer', 'the answer of railway config plan does not say whether it is one', 'run it by itself: railway config plan');
  const problems = recordsAt(answer, 'diagnostics').filter((each) => each['severity'] === 'error');
  const isStillRead = (problem: object): boolean => textAt(problem, 'path')?.endsWith('.configFile') === true;
  const errors = problems.filter((each) => !isStillRead(each)).map(sentenceOf);
  return {
    environment: name, changes: recordsAt(answer, 'changeSet', 'changes').map(changeOf), stillRead: problems.filter(isStillRead).map(sentenceOf),
    errors: isTaken || problems.length > 0 ? errors : ['Railway does not take the file, and does not say why'],
  };
}

/**
 * The folder of the file, from where Node finds its packages. In the folder of a project the CLI first deletes the skill that an older version of it put
 * there, so where the file lies beside `.agents` it runs elsewhere. https://github.com/railwayapp/cli/blob/v5.43.1/src/commands/config/mod.rs
 */
function quietFolder(file: string): string {
  const folder = dirname(file);
  return existsSync(join(folder, '.agents')) ? tmpdir() : folder;
}

function changeOf(change: Readonly<Record<string, unknown>>): PlannedChange {
  return {
    summary: plainText(textAt(change, 'summary') ?? textAt(change, 'kind') ?? 'a change'), isDestructive: change['severity'] === 'destructive',
    unset: textsAt(change, 'details').flatMap((detail) => /^([\w.-]+) \([^]* → null\)$/.exec(detail)?.[1] ?? []),
  };
}

function sentenceOf(problem: object): string {
  const [path = '', message = 'no reason is given'] = [textAt(problem, 'path'), textAt(problem, 'message')];
  return plainText(path === '' ? message : `${path}: ${message}`);
}
