import { Args, Flags } from '@oclif/core';
import type { Scan as Scanned } from '../scan.ts';
import { BaseCommand, listOf } from './base.ts';
import { IGNORES_FLAG, SCAN_FLAGS, scanOptionsOf, SHOWN_FLAGS } from './flags.ts';
import { gateSettingsOf, SCAN_GATE_FLAGS } from './gate-flags.ts';
import { LIVE_FLAGS, liveOptionsOf } from './live-flags.ts';
import { deliver, OUTPUT_FLAGS, wantedOutputs } from './outputs.ts';
import { withSpinner } from './spinner.ts';

export default class Scan extends BaseCommand {
  static override summary = 'Read a project: facts, findings, score.';
  static override description = 'Reads the deployment configuration and the code of a project, says what is deployed and how, what is wrong and where, '
    + 'and scores it from 0 to 100. Never writes, never runs what it reads, and touches the network with --live alone.';
  static override examples = [
    'optimize scan',
    'optimize scan path/to/project --json',
    'optimize scan --fail-on high --min-score 80',
    'optimize scan --format html:report.html --format json:report.json',
    'optimize scan --assume database.maxConnections=200 --as-of 2027-01-01',
    'optimize scan --live',
    'optimize scan --live-from facts.json',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'a finding of --fail-on or worse, or a score below --min-score' };
  static override files = [
    ['optimize.yaml', 'settings, looked for from the folder upwards to the top of the repository; optimize.toml and the key optimize of package.json do too'],
  ] as const;
  static override seeAlso = ['check', 'explain', 'fix', 'railway pull'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    ...SCAN_FLAGS,
    ...LIVE_FLAGS,
    ...IGNORES_FLAG,
    ...SHOWN_FLAGS,
    ...OUTPUT_FLAGS,
    ...SCAN_GATE_FLAGS,
    'exit-zero': Flags.boolean({ description: 'exit 0 whatever was found', env: 'OPTIMIZE_EXIT_ZERO' }),
  };

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(Scan);
    const outputs = await wantedOutputs(this.argv);
    const [{ scan }, { onlyRules }, { scanGates }, { knownNames }] = await Promise.all([import('../scan.ts'), import('../select.ts'), import('../gates.ts'), import('../known-names.ts')]);
    const started = process.uptime();
    const options = { ...scanOptionsOf(args.dir, flags, this.config.version), ...(await liveOptionsOf(args.dir, flags, { raw })) };
    const scanned = await withSpinner('reading the project', () => scan(args.dir, options));
    if (flags.debug) printMeasures(scanned, (process.uptime() - started) * 1000);
    const shown = onlyRules(scanned.report, listOf(flags.rule), listOf(flags.only));
    const gates = scanGates(shown, gateSettingsOf(flags, { raw }), knownNames(scanned.catalogue).categories);
    const report = { ...shown, gates };
    if (!flags['exit-zero'] && gates.some(({ passed }) => !passed)) process.exitCode = 1;
    const prefix = outputs.some(({ format }) => format.needsPrefix) ? await (await import('../folder-in-repository.ts')).folderInRepository(args.dir) : '';
    const subject = { report, prefix, width: this.width(), paint: await this.paint(flags.color), asked: listOf(flags.rule) };
    this.print(await deliver({ outputs, subject, plan: () => this.plan({ ...scanned, report }) }));
  }

  private async plan(scanned: Scanned) {
    const { plannedEdits } = await import('../planned-edits.ts');
    return plannedEdits(scanned);
  }
}

/** What was read and what went wrong inside of rules, for --debug. */
function printMeasures({ project, report }: Scanned, milliseconds: number): void {
  const causes = report.services.flatMap(({ verdicts }) => verdicts.filter(({ cause }) => cause !== undefined));
  for (const { rule, service, cause } of causes) process.stderr.write(`${rule} in ${service}: ${cause instanceof Error ? cause.stack : String(cause)}\n`);
  const { files, codeFiles, parsed } = project.measures;
  process.stderr.write(`${files} files, ${codeFiles} of code, ${parsed} parsed, ${Math.round(milliseconds)} ms\n`);
}
