import { dirname } from 'node:path';
import { askJson } from './ask-json.ts';
import { recordsAt, textAt, valueAt } from './json-path.ts';
import { isAtLeast, OLDEST_VERSION_FOR_PLANS, type EnvironmentTarget, type RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { targetVariables } from './read-config.ts';
import { plainText } from './scrub.ts';

/** What `railway config apply` would do with a file. */
export interface ConfigPlan {
  /** `Delete service worker`, in Railway's words; they hold no values. */
  readonly changes: readonly { readonly summary: string; readonly isDestructive: boolean }[];
  /** Why Railway takes the file not at all: `resources.service.web.configFile: ...`. Empty where it does. */
  readonly errors: readonly string[];
}

/**
 * Asks Railway what a `.railway/railway.ts` would change. The CLI runs the file with Node for that, so it is code of the project that runs, as in
 * `railway config plan` itself. It runs in the folder of the file: in the project's own the CLI would clean up a folder of skills that it once made.
 * https://github.com/railwayapp/cli/blob/v5.43.1/src/commands/config/mod.rs
 */
export async function planConfig(cli: RailwayCli, { file, target }: { readonly file: string; readonly target?: EnvironmentTarget | undefined }): Promise<ConfigPlan> {
  if (!isAtLeast(cli.version, OLDEST_VERSION_FOR_PLANS)) {
    throw railwayError('railway-too-old', `the railway CLI at ${cli.path} is version ${cli.version}, and plans need ${OLDEST_VERSION_FOR_PLANS}`, 'renew it: railway upgrade, or npm i -g @railway/cli@latest');
  }
  const own = target === undefined ? { words: [] } : { words: ['--environment', target.environment], environment: targetVariables(target) };
  const answer = await askJson(cli, { ...own, words: ['config', 'plan', '--json', '--file', file, ...own.words], cwd: dirname(file), answersWithFailure: true });
  if (typeof valueAt(answer, 'ok') !== 'boolean') throw railwayError('railway-answer', 'the answer of railway config plan does not say whether it is one', 'run it by itself: railway config plan');
  const errors = recordsAt(answer, 'diagnostics').filter((each) => each['severity'] === 'error').map((each) => withPath(textAt(each, 'path'), textAt(each, 'message')));
  if (valueAt(answer, 'ok') === false) return { changes: [], errors: errors.length > 0 ? errors : ['Railway does not take the file, and does not say why'] };
  return {
    changes: recordsAt(answer, 'changeSet', 'changes').map((each) => ({
      summary: plainText(textAt(each, 'summary') ?? textAt(each, 'kind') ?? 'a change'), isDestructive: each['severity'] === 'destructive',
    })),
    errors: [],
  };
}

function withPath(path = '', message = ''): string {
  return plainText(path === '' ? message : `${path}: ${message}`);
}
