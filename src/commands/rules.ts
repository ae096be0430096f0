import { Flags } from '@oclif/core';
import { BaseCommand } from './base.ts';

export default class Rules extends BaseCommand {
  static override summary = 'List the rules with their points.';
  static override examples = ['optimize rules', 'optimize rules --format markdown', 'optimize rules --edition 2025.2'];
  static override seeAlso = ['explain'];
  static override flags = {
    format: Flags.string({ description: 'output format', options: ['text', 'markdown', 'json'], default: 'text', env: 'OPTIMIZE_FORMAT' }),
    json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
    edition: Flags.string({ description: 'table of points', env: 'OPTIMIZE_EDITION' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Rules);
    const { listRules } = await import('../list-rules.ts');
    this.print(await listRules(flags.edition, flags.json ? 'json' : flags.format, process.stdout.isTTY ? this.width() : Infinity));
  }
}
