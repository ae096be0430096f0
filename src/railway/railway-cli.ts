/** The official CLI of Railway as it was found on this machine. */
export interface RailwayCli {
  /** Where the program lies, absolute. */
  readonly path: string;
  /** What it says of itself, `5.71.0`. */
  readonly version: string;
}

/** What a command is about, by ids, so that no folder has to be linked. */
export interface EnvironmentTarget {
  readonly project: string;
  readonly environment: string;
}

export interface ServiceTarget extends EnvironmentTarget {
  readonly service: string;
}

/**
 * The oldest version that can do all that is asked of it. `api`, which unsets a setting, came with it; `variable set --stdin --skip-deploys` with
 * 4.24, `environment config --json` with 4.27, `--project` of the writing commands with 4.57, of `status` with 5.23.
 * https://github.com/railwayapp/cli/blob/v5.28.0/src/commands/api.rs
 */
export const OLDEST_VERSION = '5.28.0';

/**
 * The oldest version that evaluates .railway/railway.ts by itself, without another program of the project.
 * https://github.com/railwayapp/cli/blob/v5.42.0/src/iac/engine.rs
 */
export const OLDEST_VERSION_FOR_PLANS = '5.42.0';

/** How the CLI is had. https://docs.railway.com/cli */
export const INSTALL = 'install it: npm i -g @railway/cli, or another way of https://docs.railway.com/cli';

/** True where a version, `5.71.0`, is not older than another one. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [own, other] = [version, oldest].map((each) => each.split(/[.-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((each) => own?.[each] !== other?.[each]);
  return at === undefined || (own?.[at] ?? 0) > (other?.[at] ?? 0);
}
