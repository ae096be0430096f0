import { Args, Flags } from '@oclif/core';
import type { Severity } from '../model/finding.ts';
import type { Scan as Scanned } from '../scan.ts';
import { assumptionsOf, BaseCommand, listOf } from './base.ts';
import { isBelowGate } from './gate.ts';
import { deliver, OUTPUT_FLAGS, wantedOutputs } from './outputs.ts';
import { withSpinner } from './spinner.ts';

export default class Scan extends BaseCommand {
  static override summary = 'Read a project: facts, findings, score.';
  static override description = 'Reads the deployment configuration and the code of a project, says what is deployed and how, what is wrong and where, '
    + 'and scores it from 0 to 100. Never writes, never runs what it reads, never touches the network.';
  static override examples = [
    'optimize scan',
    'optimize scan path/to/project --json',
    'optimize scan --fail-on high --min-score 80',
    'optimize scan --format html:report.html --format json:report.json',
    'optimize scan --assume database.maxConnections=200 --as-of 2027-01-01',
  ];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    ...OUTPUT_FLAGS,
    'fail-on': Flags.string({ description: 'exit 1 at a finding of this severity or worse', options: ['critical', 'high', 'medium', 'low'], env: 'OPTIMIZE_FAIL_ON' }),
    'min-score': Flags.integer({ description: 'exit 1 below this score', min: 0, max: 100, env: 'OPTIMIZE_MIN_SCORE' }),
    rule: Flags.string({ description: 'show only findings of this rule', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_RULE' }),
    only: Flags.string({ description: 'show only findings of this category', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_ONLY' }),
    service: Flags.string({ description: 'scan only this service', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_SERVICE' }),
    assume: Flags.string({ description: 'state a fact: FACT=VALUE, or env.NAME=VALUE for a variable', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_ASSUME' }),
    'as-of': Flags.string({ description: 'scan as if it were this day, 2026-11-22', env: 'OPTIMIZE_AS_OF' }),
    edition: Flags.string({ description: 'table of points', env: 'OPTIMIZE_EDITION' }),
    'exit-zero': Flags.boolean({ description: 'exit 0 whatever was found', env: 'OPTIMIZE_EXIT_ZERO' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Scan);
    const outputs = await wantedOutputs(this.argv);
    const [{ scan }, { onlyRules }] = await Promise.all([import('../scan.ts'), import('../select.ts')]);
    const started = process.uptime();
    const scanned = await withSpinner('reading the project', () => scan(args.dir, {
      version: this.config.version, assume: assumptionsOf(flags.assume), services: listOf(flags.service),
      ...(flags['as-of'] === undefined ? {} : { asOf: flags['as-of'] }),
      ...(flags.edition === undefined ? {} : { edition: flags.edition }),
    }));
    if (flags.debug) printMeasures(scanned, (process.uptime() - started) * 1000);
    const report = onlyRules(scanned.report, listOf(flags.rule), listOf(flags.only));
    const gate = { failOn: flags['fail-on'] as Severity | undefined, minScore: flags['min-score'] };
    if (!flags['exit-zero'] && isBelowGate(report, gate)) process.exitCode = 1;
    const prefix = outputs.some(({ format }) => format.needsPrefix) ? await (await import('../folder-in-repository.ts')).folderInRepository(args.dir) : '';
    const subject = { report, prefix, width: this.width(), paint: await this.paint(flags.color) };
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
