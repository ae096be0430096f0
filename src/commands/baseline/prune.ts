import { BaselineCommand } from './baseline-command.ts';

export default class BaselinePrune extends BaselineCommand {
  static override summary = 'Drop what the baseline accepts and nobody finds any more.';
  static override description = 'Entries whose finding is gone are dropped, so that it fails again should it come back; entries whose finding moved to another file follow it. '
    + 'Nothing new is accepted.';
  static override examples = ['optimize baseline prune', 'optimize baseline prune path/to/project --json'];
  static override args = BaselineCommand.args;
  static override flags = BaselineCommand.flags;

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(BaselinePrune);
    await this.renew('prune', args.dir, { flags, raw });
  }
}
