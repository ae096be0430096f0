import { Args } from '@oclif/core';
import { BaseCommand } from './base.ts';
import { SCAN_FLAGS, scanOptionsOf } from './flags.ts';
import { LIVE_FLAGS, liveOptionsOf } from './live-flags.ts';
import { withSpinner } from './spinner.ts';

export default class Explain extends BaseCommand {
  static override summary = 'Explain a rule, a finding or a fact.';
  static override description = 'For a rule: why, how to fix it, when it stays silent, its sources, and what this project says about the facts it needs. '
    + 'For a finding: the same with its evidence. For a fact: its value, where it comes from, and what lost against it. For "live": what Railway decides here, and what goes before its word.';
  static override examples = ['optimize explain start.command', 'optimize explain database/connection-budget', 'optimize explain facts path/to/project', 'optimize explain live --live-from facts.json'];
  static override files = [
    ['optimize.yaml', 'settings, looked for from the folder upwards to the top of the repository; optimize.toml and the key optimize of package.json do too'],
  ] as const;
  static override seeAlso = ['rules', 'scan'];
  static override args = {
    topic: Args.string({ description: 'a rule id, a finding id, a fact name, "facts" for all of them, or "live"', required: true, ignoreStdin: true }),
    dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }),
  };
  static override flags = { ...SCAN_FLAGS, ...LIVE_FLAGS };

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(Explain);
    const [{ explain }, { colours, PLAIN }] = await Promise.all([import('../explain.ts'), import('../reporters/paint.ts')]);
    const paint = this.coloured(flags.color) ? await colours() : PLAIN;
    const options = { ...scanOptionsOf(args.dir, flags, this.config.version), ...(await liveOptionsOf(args.dir, flags, { raw })) };
    this.print(await withSpinner('reading the project', () => explain(args.topic, args.dir, { ...options, width: this.width(), paint })));
  }
}
