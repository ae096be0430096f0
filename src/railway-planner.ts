import { millisecondsOf, type AskOptions } from './ask-railway.ts';
import { findCli } from './railway/find-cli.ts';
import { findEnvironment, type FoundEnvironment } from './railway/find-environment.ts';
import { planConfig } from './railway/plan-config.ts';
import type { RailwayCli } from './railway/railway-cli.ts';
import type { ConfigPlan } from './model/config-plan.ts';
import { folderAt } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** Who is asked for the plan, and about which environment. */
export interface Planner {
  readonly cli: RailwayCli;
  readonly found: FoundEnvironment;
  /** Milliseconds. */
  readonly timeout: number | undefined;
}

/** Finds the CLI and the environment, before anything is written. A UsageError where there is none: a check that was asked for is not left out. */
export async function findPlanner(dir: string, { program, project, environment, timeout: seconds }: AskOptions): Promise<Planner> {
  const root = folderAt(dir);
  try {
    const cli = await findCli(root, program);
    const timeout = millisecondsOf(seconds);
    return { cli, timeout, found: await findEnvironment(cli, { cwd: root, project, environment, timeout }) };
  } catch (error) {
    throw unchecked(error);
  }
}

/** What Railway would do with a file, which is there. */
export async function planOf(file: string, { cli, found, timeout }: Planner): Promise<ConfigPlan> {
  try {
    return await planConfig(cli, { file, found, timeout });
  } catch (error) {
    throw unchecked(error);
  }
}

function unchecked(error: unknown): unknown {
  if (!(error instanceof UsageError)) return error;
  return new UsageError(error.message, `${error.hint}. Nothing is written; without --plan the file is written unchecked, and \`railway config plan\` checks it later`, error.code);
}
