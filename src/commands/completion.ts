import { Args } from '@oclif/core';
import { BaseCommand } from './base.ts';
import type { CommandClass } from './completion/words.ts';

export default class Completion extends BaseCommand {
  static override summary = 'Print a script that completes commands, flags and rules in a shell.';
  static override description = 'The script holds everything it offers, so that pressing Tab starts no program. Print it anew after an update.\n\n'
    + 'bash: eval "$(optimize completion bash)" in ~/.bashrc\nzsh: eval "$(optimize completion zsh)" in ~/.zshrc, below compinit\n'
    + 'fish: optimize completion fish > ~/.config/fish/completions/optimize.fish';
  static override examples = ['optimize completion bash', 'optimize completion zsh', 'optimize completion fish'];
  static override seeAlso = ['help'];
  static override args = { shell: Args.string({ description: 'the shell', options: ['bash', 'zsh', 'fish'], required: true, ignoreStdin: true }) };

  /** All commands by name; the table of them sets it, because it holds this one too. */
  static commands: Readonly<Record<string, CommandClass>> = {};

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const [{ completedCommands }, { completionWords }] = await Promise.all([import('./completion/words.ts'), import('../completion-words.ts')]);
    const commands = completedCommands(Completion.commands, await completionWords());
    if (args.shell === 'bash') return this.print((await import('./completion/bash.ts')).bashScript(commands));
    if (args.shell === 'zsh') return this.print((await import('./completion/zsh.ts')).zshScript(commands));
    this.print((await import('./completion/fish.ts')).fishScript(commands));
  }
}
