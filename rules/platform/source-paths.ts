import { defineCheck, fail, pass, type AbsentPath, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { listed } from '../shared/words.ts';

const NAMES: Readonly<Record<string, string>> = { 'source.rootDirectory': 'Root Directory', configFile: 'configuration file' };

export default defineCheck({
  needs: ['live.absentPaths'],
  check(facts, { service: { name }, asOf, text }) {
    const absent = facts['live.absentPaths'].value.filter(({ setting }) => setting !== 'configFile' || asOf < text('cutoff'));
    return absent.length === 0 ? pass() : absent.map((path) => absentFinding(name, path));
  },
});

function absentFinding(service: string, { setting, at, similar }: AbsentPath): Outcome {
  const [first, ...others] = similar;
  const found = similar.length === 0 ? '' : `; ${listed(similar)} ${similar.length === 1 ? 'is' : 'are'}`;
  return fail({
    message: `the ${NAMES[setting] ?? setting} of ${service}, ${at.value}, is not in the repository${found}`, evidence: [at], anchor: setting,
    fix: advised(first === undefined || others.length > 0 ? 'Correct the path, or bring back what it names' : `Set it to ${at.value.startsWith('/') ? '/' : ''}${first}`),
  });
}
