import { Args, Flags } from '@oclif/core';
import type { Severity } from '../model/finding.ts';
import type { Scan as Scanned } from '../scan.ts';
import { BaseCommand, listOf } from './base.ts';
import { FORMAT_FLAGS, SCAN_FLAGS, scanOptionsOf, SHOWN_FLAGS } from './flags.ts';
import { isBelowGate } from './gate.ts';
import { withSpinner } from './spinner.ts';

export default class Scan extends BaseCommand {
  static override summary = 'Read a project: facts, findings, score.';
  static override description = 'Reads the deployment configuration and the code of a project, says what is deployed and how, what is wrong and where, '
    + 'and scores it from 0 to 100. Never writes, never runs what it reads, never touches the network.';
  static override examples = [
    'optimize scan',
    'optimize scan path/to/project --json',
    'optimize scan --fail-on high --min-score 80',
    'optimize scan --assume database.maxConnections=200 --as-of 2027-01-01',
  ];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    ...SCAN_FLAGS,
    ...SHOWN_FLAGS,
    ...FORMAT_FLAGS,
    'fail-on': Flags.string({ description: 'exit 1 at a finding of this severity or worse', options: ['critical', 'high', 'medium', 'low'], env: 'OPTIMIZE_FAIL_ON' }),
    'min-score': Flags.integer({ description: 'exit 1 below this score', min: 0, max: 100, env: 'OPTIMIZE_MIN_SCORE' }),
    'exit-zero': Flags.boolean({ description: 'exit 0 whatever was found', env: 'OPTIMIZE_EXIT_ZERO' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Scan);
    const [{ scan }, { onlyRules }] = await Promise.all([import('../scan.ts'), import('../select.ts')]);
    const started = process.uptime();
    const options = scanOptionsOf(args.dir, flags, this.config.version);
    const scanned = await withSpinner('reading the project', () => scan(args.dir, options));
    if (flags.debug) printMeasures(scanned, (process.uptime() - started) * 1000);
    const report = onlyRules(scanned.report, listOf(flags.rule), listOf(flags.only));
    const gate = { failOn: flags['fail-on'] as Severity | undefined, minScore: flags['min-score'] };
    if (!flags['exit-zero'] && isBelowGate(report, gate)) process.exitCode = 1;
    this.print(await this.rendered({ ...scanned, report }, flags.json ? 'json' : flags.format, flags.color));
  }

  private async rendered(scanned: Scanned, format: string, color: boolean | undefined): Promise<string> {
    const { report } = scanned;
    if (format === 'json') {
      const [{ jsonReport }, { plannedEdits }] = await Promise.all([import('../reporters/json.ts'), import('../planned-edits.ts')]);
      return jsonReport(report, await plannedEdits(scanned));
    }
    const [{ colours, PLAIN }, { textReport }] = await Promise.all([import('../reporters/paint.ts'), import('../reporters/text/report.ts')]);
    return textReport(report, { width: this.width(), paint: this.coloured(color) ? await colours() : PLAIN });
  }
}

/** What was read and what went wrong inside of rules, for --debug. */
function printMeasures({ project, report }: Scanned, milliseconds: number): void {
  const causes = report.services.flatMap(({ verdicts }) => verdicts.filter(({ cause }) => cause !== undefined));
  for (const { rule, service, cause } of causes) process.stderr.write(`${rule} in ${service}: ${cause instanceof Error ? cause.stack : String(cause)}\n`);
  const { files, codeFiles, parsed } = project.measures;
  process.stderr.write(`${files} files, ${codeFiles} of code, ${parsed} parsed, ${Math.round(milliseconds)} ms\n`);
}
