import { defineCheck, fail, pass, type Known, type Outcome, type SecretLiteral } from '#rule';
import { advised } from '../shared/advised.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: ['code.secrets'],
  check(facts): Outcome | readonly Outcome[] {
    const secrets = facts['code.secrets'].value;
    return secrets.length === 0 ? pass() : secrets.map(finding);
  },
});

function finding({ at, kind, name, copies }: SecretLiteral): Outcome {
  const holder = name ?? pathOf(at);
  const others = copies.length === 0 ? '' : `, and so ${copies.length === 1 ? 'does' : 'do'} ${counted(copies.length, 'other place')}`;
  return fail({
    message: `${holder} holds ${kind}${others}`, evidence: [at, ...copies.slice(0, 4)], anchor: `secret:${name ?? kind.replaceAll(' ', '-')}`,
    // Reading it from a variable hides that the old one is known: only its owner can make it invalid.
    fix: advised('Give out a new secret, and read it from a variable'),
  });
}

function pathOf({ provenance }: Known<string>): string {
  return provenance.kind === 'declared' ? provenance.file.path : 'a file';
}
