import { defineCheck, fail, notApplicable, pass, type EnvironmentFile, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: ['code.environmentFiles'],
  check(facts): Outcome | readonly Outcome[] {
    const files = facts['code.environmentFiles'].value;
    if (files.length === 0) return notApplicable('it has no file of environment variables that git would take');
    const findings = files.flatMap(finding);
    return findings.length === 0 ? pass() : findings;
  },
});

/** An entry in .gitignore would only hide a file that was committed: nothing of the project shows whether it was. */
function finding({ path, secret, secrets }: EnvironmentFile): readonly Outcome[] {
  if (secret === undefined) return [];
  const others = secrets.length === 1 ? '' : ` and ${counted(secrets.length - 1, 'other secret')}`;
  return [fail({
    message: `${path} holds ${secret.value}${others}, and no .gitignore names it`, evidence: [secret], anchor: `file:${path}`,
    fix: advised(`Take ${path} out of git, name it in .gitignore, and give out new secrets`),
  })];
}
