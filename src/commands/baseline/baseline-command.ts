import { Args, Flags } from '@oclif/core';
import { assumptionsOf, BaseCommand } from '../base.ts';
import { withSpinner } from '../spinner.ts';

/** Flags of the commands that write a baseline, as they were parsed. */
interface BaselineFlags {
  readonly baseline: string | undefined;
  readonly assume: string[] | undefined;
  readonly 'as-of': string | undefined;
  readonly edition: string | undefined;
  readonly json: boolean | undefined;
  readonly color: boolean | undefined;
}

/** What `baseline create` and `baseline prune` share. */
export abstract class BaselineCommand extends BaseCommand {
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    baseline: Flags.string({ description: 'the file, from the project [default: what the configuration says, else optimize-baseline.jsonl]', helpValue: 'FILE', env: 'OPTIMIZE_BASELINE' }),
    assume: Flags.string({ description: 'state a fact: FACT=VALUE, or env.NAME=VALUE for a variable', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_ASSUME' }),
    'as-of': Flags.string({ description: 'scan as if it were this day, 2026-11-22', env: 'OPTIMIZE_AS_OF' }),
    edition: Flags.string({ description: 'table of points', env: 'OPTIMIZE_EDITION' }),
    json: Flags.boolean({ description: 'print JSON', env: 'OPTIMIZE_JSON' }),
  };

  /** Writes the file anew and says what changed. */
  protected async renew(how: 'create' | 'prune', dir: string, flags: BaselineFlags): Promise<void> {
    const [baseline, { baselineRunText, baselineRunJson }] = await Promise.all([import('../../baseline.ts'), import('../../reporters/check/baseline.ts')]);
    await this.recovered(dir);
    const options = {
      version: this.config.version, assume: assumptionsOf(flags.assume),
      ...(flags['as-of'] === undefined ? {} : { asOf: flags['as-of'] }),
      ...(flags.edition === undefined ? {} : { edition: flags.edition }),
    };
    const renew = how === 'create' ? baseline.createBaseline : baseline.pruneBaseline;
    const run = await withSpinner('reading the project', () => renew(dir, flags.baseline, options));
    this.print(flags.json ? baselineRunJson(run, this.config.version) : baselineRunText(run, { width: this.width(), paint: await this.paint(flags.color) }));
  }
}
