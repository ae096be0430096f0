import { defineCheck, fail, notApplicable, pass, valueOf, type MissingPath, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['build.missingPaths', 'build.dockerfilePath'],
  check(facts) {
    const missing = (valueOf(facts['build.missingPaths']) ?? []).filter(({ setting }) => setting === 'build.dockerfilePath');
    if (missing.length > 0) return missing.map(missingFinding);
    return facts['build.dockerfilePath']?.state === 'known' ? pass() : notApplicable('no Dockerfile builds the service');
  },
});

function missingFinding({ at, similar }: MissingPath): Outcome {
  const other = similar.find((path) => path.toLowerCase().endsWith(at.value.replace(/^(\.?\/)+/, '').toLowerCase()));
  const name = other?.slice(other.lastIndexOf('/') + 1);
  const found = similar.length === 0 ? '' : `; ${listed(similar)} ${similar.length === 1 ? 'is' : 'are'}`;
  return fail({
    message: `the Dockerfile ${at.value} is not there${found}`, evidence: [at], anchor: 'dockerfile',
    fix: name === undefined || at.provenance.kind !== 'declared'
      ? advised(similar.length === 0 ? 'Correct the path, or add the Dockerfile' : `Name the path of ${similar[0] ?? ''}`)
      : { title: `Name it as the file is called, ${name}`, applicability: 'review', change: { kind: 'replace', at, text: JSON.stringify(renamed(at.value, name)) } },
  });
}

/** The path with another last part. */
function renamed(path: string, name: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${name}`;
}
