import type { SetupPart } from '../model/setup.ts';

const NAMES: readonly (readonly [SetupPart, string])[] = [
  ['config', 'optimize.yaml: settings, and what no file says'],
  ['github', 'GitHub Actions: a check of every pull request'],
  ['gitlab', 'GitLab CI: a check of every merge request'],
  ['pre-commit', 'a hook of the pre-commit framework'],
  ['husky', 'a hook of husky'],
  ['plain', 'a hook of git itself, for this clone alone'],
];

/** Lets a person choose what to set up; outside of a repository there is nothing but the configuration file. */
export async function pickParts(fitting: readonly SetupPart[], isRepository: boolean): Promise<readonly SetupPart[]> {
  const { checkbox } = await import('@inquirer/prompts');
  const offered = NAMES.filter(([part]) => isRepository || part === 'config');
  return checkbox({ message: 'What shall be set up?', choices: offered.map(([value, name]) => ({ value, name, checked: fitting.includes(value) })) });
}
