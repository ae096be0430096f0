import { UsageError } from './usage-error.ts';

/** What a check compares with. */
export type Target =
  | { readonly kind: 'ref'; readonly base: string }
  | { readonly kind: 'baseline'; readonly path: string };

/** What the user says, and what may say it instead. */
export interface TargetWords {
  readonly base: string | undefined;
  readonly baseline: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** The baseline of the project itself: what its configuration names, or the usual file where it is there. */
  readonly own: () => Promise<string | undefined>;
}

/** The baseline file where nobody names another one, from the project root. */
export const BASELINE_FILE = 'optimize-baseline.jsonl';

/**
 * Variables in which CI systems name the branch that a change goes to:
 * https://docs.github.com/actions/reference/workflows-and-actions/variables, https://docs.gitlab.com/ci/variables/predefined_variables/,
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/, https://learn.microsoft.com/azure/devops/pipelines/build/variables,
 * https://buildkite.com/docs/pipelines/configure/environment-variables, https://circleci.com/docs/variables/
 */
const BRANCHES = [
  'GITHUB_BASE_REF', 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'BITBUCKET_PR_DESTINATION_BRANCH', 'SYSTEM_PULLREQUEST_TARGETBRANCH', 'CHANGE_TARGET',
  'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
];

/** What is compared with: a flag's word, the change that a CI system runs for, the baseline of the project. A UsageError where nobody says. */
export async function comparisonTarget({ base, baseline, environment, own }: TargetWords): Promise<Target> {
  if (base !== undefined) return { kind: 'ref', base };
  if (baseline !== undefined) return { kind: 'baseline', path: baseline };
  const changed = targetOfChange(environment);
  if (changed !== undefined) return { kind: 'ref', base: changed };
  const path = await own();
  if (path !== undefined) return { kind: 'baseline', path };
  throw new UsageError('nothing says what to compare with', '`optimize check --base origin/main` compares with a branch; `optimize baseline create` accepts the findings of today', 'no-target');
}

function targetOfChange(environment: NodeJS.ProcessEnv): string | undefined {
  const commit = environment['CI_MERGE_REQUEST_DIFF_BASE_SHA'] ?? '';
  if (commit !== '') return commit;
  const branch = BRANCHES.map((name) => environment[name] ?? '').find((name) => name !== '');
  return branch === undefined ? undefined : `origin/${branch.replace(/^refs\/heads\//, '')}`;
}
