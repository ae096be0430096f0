import { Args } from '@oclif/core';
import { BaseCommand } from './base.ts';
import { CONFIG_FLAGS, FORMAT_FLAGS, scanOptionsOf } from './flags.ts';
import { GATE_FLAGS, gateSettingsOf, originOf } from './gate-flags.ts';
import { LIVE_SOURCE_FLAGS, liveSettingOf } from './live-flags.ts';

export default class ShowConfig extends BaseCommand {
  static override summary = 'Show every setting, and who decided it.';
  static override description = 'Reads the configuration file of a project (optimize.yaml, optimize.toml, or the key optimize of package.json) and lists what holds: '
    + 'a flag goes before its variable, that before the file, that before the default. Takes the flags of `optimize check`, so that one can see who wins.';
  static override examples = ['optimize config', 'optimize config path/to/project --json', 'optimize config --min-score 80'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = { ...CONFIG_FLAGS, ...GATE_FLAGS, ...LIVE_SOURCE_FLAGS, ...FORMAT_FLAGS };

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(ShowConfig);
    const { configView } = await import('../config-report.ts');
    const line = { raw };
    const view = await configView(args.dir, scanOptionsOf(args.dir, flags, this.config.version), {
      gates: gateSettingsOf(flags, line),
      edition: flags.edition === undefined ? undefined : { value: flags.edition, origin: originOf('edition', line) },
      assumeOrigin: originOf('assume', line),
      live: liveSettingOf(flags, line),
    });
    if (flags.json || flags.format === 'json') return this.print((await import('../reporters/config/json.ts')).configJson(view));
    const [{ configText }, { colours, PLAIN }] = await Promise.all([import('../reporters/config/text.ts'), import('../reporters/paint.ts')]);
    this.print(configText(view, { width: this.width(), paint: this.coloured(flags.color) ? await colours() : PLAIN }));
  }
}
