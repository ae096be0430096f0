import { defineCheck, fail, pass, type AbsentPath, type Outcome, type ProposedFix } from '#rule';
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

function absentFinding(service: string, path: AbsentPath): Outcome {
  const { setting, at, similar } = path;
  const found = similar.length === 0 ? '' : `; ${listed(similar)} ${similar.length === 1 ? 'is' : 'are'}`;
  return fail({
    message: `the ${NAMES[setting] ?? setting} of ${service}, ${at.value}, is not in the repository${found}`, evidence: [at], anchor: setting,
    fix: fixOf(path),
  });
}

/** Only where one path may be meant. */
function fixOf({ setting, at, similar }: AbsentPath): ProposedFix {
  const [first, ...others] = similar;
  if (first === undefined || others.length > 0) return advised('Correct the path, or bring back what it names');
  const value = at.value.startsWith('/') ? `/${first}` : first;
  return { title: `Set it to ${value}`, applicability: 'review', change: { kind: 'live-setting', setting, value } };
}
