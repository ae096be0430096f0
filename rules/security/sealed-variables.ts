import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isProduction, liveVariables } from '../shared/live-variables.ts';
import { counted, listed } from '../shared/words.ts';

/** Names that a finding shows. */
const MOST = 5;

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.domains'],
  check(_facts, { service: { facts } }): Outcome {
    if (!isProduction(facts)) return notApplicable('the environment is not the one for visitors, as far as its name tells');
    if (!isPublic(facts)) return notApplicable('nobody reaches the service from outside');
    const plain = liveVariables(facts).filter(({ secret, references }) => secret !== undefined && references.length === 0);
    const [first, ...others] = plain;
    if (first === undefined) return pass();
    return fail({
      message: `${counted(plain.length, 'variable')} that ${plain.length === 1 ? 'looks like a secret is' : 'look like secrets are'} not sealed: ${listed(plain.map(({ name }) => name), MOST)}`,
      evidence: [first.at, ...others.slice(0, MOST - 1).map(({ at }) => at)], anchor: 'live.variables',
      fix: advised('Seal those that neither laptops nor pull requests need'),
    });
  },
});

function isPublic(facts: FactSet): boolean {
  return (valueOf(facts['live.domains']) ?? []).length > 0 || valueOf(facts['live.service'])?.hasTcpProxy === true;
}
