import { Args, Flags } from '@oclif/core';
import type { Severity } from '../model/finding.ts';
import type { Project } from '../model/project.ts';
import type { Report } from '../report.ts';
import { BaseCommand } from './base.ts';
import { isBelowGate } from './gate.ts';

export default class Scan extends BaseCommand {
  static override summary = 'Read a project: facts, findings, score.';
  static override description = 'Reads the deployment configuration and the code of a project, says what is deployed and how, what is wrong and where, '
    + 'and scores it from 0 to 100. Never writes, never runs what it reads, never touches the network.';
  static override examples = [
    '<%= config.bin %> scan',
    '<%= config.bin %> scan path/to/project --json',
    '<%= config.bin %> scan --fail-on high --min-score 80',
    '<%= config.bin %> scan --assume database.maxConnections=200 --as-of 2027-01-01',
  ];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.' }) };
  static override flags = {
    format: Flags.string({ description: 'output format', options: ['text', 'json'], default: 'text', env: 'OPTIMIZE_FORMAT' }),
    json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
    'fail-on': Flags.string({ description: 'exit 1 at a finding of this severity or worse', options: ['critical', 'high', 'medium', 'low'], env: 'OPTIMIZE_FAIL_ON' }),
    'min-score': Flags.integer({ description: 'exit 1 below this score', min: 0, max: 100, env: 'OPTIMIZE_MIN_SCORE' }),
    rule: Flags.string({ description: 'show only findings of this rule', multiple: true, env: 'OPTIMIZE_RULE' }),
    only: Flags.string({ description: 'show only findings of this category', multiple: true, env: 'OPTIMIZE_ONLY' }),
    service: Flags.string({ description: 'scan only this service', multiple: true, env: 'OPTIMIZE_SERVICE' }),
    assume: Flags.string({ description: 'state a fact: FACT=VALUE, or env.NAME=VALUE', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_ASSUME' }),
    'as-of': Flags.string({ description: 'scan as if it were this day, 2026-11-22', env: 'OPTIMIZE_AS_OF' }),
    edition: Flags.string({ description: 'table of points', env: 'OPTIMIZE_EDITION' }),
    'exit-zero': Flags.boolean({ description: 'exit 0 whatever was found', env: 'OPTIMIZE_EXIT_ZERO' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Scan);
    const [{ scan }, { onlyRules }] = await Promise.all([import('../scan.ts'), import('../select.ts')]);
    const started = performance.now();
    const { report, project } = await scan(args.dir, {
      version: this.config.version, assume: flags.assume ?? [], services: flags.service ?? [],
      ...(flags['as-of'] === undefined ? {} : { asOf: flags['as-of'] }),
      ...(flags.edition === undefined ? {} : { edition: flags.edition }),
    });
    if (flags.debug) this.measures(project, performance.now() - started);
    const shown = onlyRules(report, flags.rule ?? [], flags.only ?? []);
    this.print(await this.rendered(shown, flags.json ? 'json' : flags.format, flags.color));
    const gate = { failOn: flags['fail-on'] as Severity | undefined, minScore: flags['min-score'] };
    if (!flags['exit-zero'] && isBelowGate(shown, gate)) process.exitCode = 1;
  }

  /** What was read, for --debug. */
  private measures({ measures }: Project, milliseconds: number): void {
    const { files, codeFiles, parsed } = measures;
    process.stderr.write(`${files} files, ${codeFiles} of code, ${parsed} parsed, ${Math.round(milliseconds)} ms\n`);
  }

  private async rendered(report: Report, format: string, color: boolean | undefined): Promise<string> {
    if (format === 'json') return (await import('../reporters/json.ts')).jsonReport(report);
    const { colours, PLAIN } = await import('../reporters/paint.ts');
    const { textReport } = await import('../reporters/text/report.ts');
    return textReport(report, { width: this.width(), paint: this.coloured(color) ? await colours() : PLAIN });
  }
}
