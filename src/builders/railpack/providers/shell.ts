import type { BuildInput, Provider } from '../plan.ts';

/** Shells of the image by the name in a script's first line; a name that is not here is run by sh. */
const SHELLS: Readonly<Record<string, string>> = { bash: 'bash', zsh: 'zsh', sh: 'sh', mksh: 'bash' };

/** Railpack's shell scripts: start.sh, or the one of RAILPACK_SHELL_SCRIPT. */
export const shell: Provider = {
  name: 'shell',
  language: 'shell',
  source: 'providers/shell/shell.go',
  detect: scriptOf,
  plan(input) {
    const script = scriptOf(input);
    if (script === undefined) return undefined;
    return { startCommand: `${interpreterOf(input.folder.text(script) ?? '')} ${script}`, tools: [] };
  },
};

function scriptOf({ folder, settings }: BuildInput): string | undefined {
  const script = settings.variable('SHELL_SCRIPT') || 'start.sh';
  return folder.has(script) ? script : undefined;
}

function interpreterOf(text: string): string {
  const name = /^#!\s?\/(?:usr\/)?bin\/(?:env\s+)?(sh|bash|mksh|bats|zsh)(?:\s|$)/.exec(text.slice(0, 200))?.[1] ?? 'sh';
  return (Object.hasOwn(SHELLS, name) ? SHELLS[name] : undefined) ?? 'sh';
}
