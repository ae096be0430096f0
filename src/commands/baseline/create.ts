import { BaselineCommand } from './baseline-command.ts';

export default class BaselineCreate extends BaselineCommand {
  static override summary = 'Accept the findings of today, so that only new ones fail a check.';
  static override description = 'Writes a file with one line per open finding, sorted, and asks git in .gitattributes to merge it line by line. Findings that are '
    + 'ignored are no part of it. A file that is there is renewed: entries that still hold keep their day. `optimize undo` takes it back.';
  static override examples = ['optimize baseline create', 'optimize baseline create path/to/project --baseline ci/accepted.jsonl', 'optimize check --baseline optimize-baseline.jsonl'];
  static override args = BaselineCommand.args;
  static override flags = BaselineCommand.flags;

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(BaselineCreate);
    await this.renew('create', args.dir, { flags, raw });
  }
}
