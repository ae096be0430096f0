import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../base.ts';
import { CHECK_SCAN_FLAGS, scanOptionsOf, type ScanFlagValues } from '../flags.ts';
import type { ParsedLine } from '../gate-flags.ts';
import { LIVE_FLAGS, liveOptionsOf, type LiveFlagValues } from '../live-flags.ts';
import { withSpinner } from '../spinner.ts';

/** Flags of the commands that write a baseline, as they were parsed. */
interface BaselineFlags extends ScanFlagValues, LiveFlagValues {
  readonly baseline: string | undefined;
  readonly json: boolean | undefined;
  readonly color: boolean | undefined;
}

/** What `baseline create` and `baseline prune` share. */
export abstract class BaselineCommand extends BaseCommand {
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    baseline: Flags.string({ description: 'the file, from the project [default: what the configuration says, else optimize-baseline.jsonl]', helpValue: 'FILE', env: 'OPTIMIZE_BASELINE' }),
    ...CHECK_SCAN_FLAGS,
    ...LIVE_FLAGS,
    json: Flags.boolean({ description: 'print JSON', env: 'OPTIMIZE_JSON' }),
  };

  /** Writes the file anew and says what changed. */
  protected async renew(how: 'create' | 'prune', dir: string, { flags, raw }: ParsedLine & { readonly flags: BaselineFlags }): Promise<void> {
    const [baseline, { baselineRunText, baselineRunJson }] = await Promise.all([import('../../baseline.ts'), import('../../reporters/check/baseline.ts')]);
    await this.recovered(dir);
    const options = { ...scanOptionsOf(dir, flags, this.config.version), ...(await liveOptionsOf(dir, flags, { raw })) };
    const renew = how === 'create' ? baseline.createBaseline : baseline.pruneBaseline;
    const run = await withSpinner('reading the project', () => renew(dir, flags.baseline, options));
    this.print(flags.json ? baselineRunJson(run, this.config.version) : baselineRunText(run, { width: this.width(), paint: await this.paint(flags.color) }));
  }
}
