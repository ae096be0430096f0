import { defineCheck, fail, pass, permits, undecided, valueOf, type Evidence, type Outcome, type ProposedFix, type VersionRequest } from '#rule';
import { lineOf } from '../shared/versions.ts';
import { listed } from '../shared/words.ts';

/** Files that only ask for a version. */
const VERSION_FILES = new Set(['python-version', 'runtime-txt', 'tool-versions', 'mise', 'nvmrc', 'node-version', 'pipfile']);

export default defineCheck({
  needs: ['runtime.language'],
  reads: ['runtime.requests'],
  check(facts) {
    const language = facts['runtime.language'].value;
    if (facts['runtime.requests']?.state === 'unresolved') return undecided('the versions that files ask for cannot be told');
    const requests = (valueOf(facts['runtime.requests']) ?? []).filter((request) => request.language === language);
    const winner = requests.find(({ effective, version }) => effective && version !== undefined);
    if (winner?.version === undefined) return disputed(requests, language) ?? pass();
    const version = winner.version;
    const rivals = requests.filter((request) => !request.effective && !agrees(request, version, language));
    const [first, ...rest] = rivals;
    const own = agrees(winner, version, language);
    if (first === undefined && own) return pass();
    const others = rivals.map(({ at }) => at);
    const evidence: readonly [Evidence, ...Evidence[]] = [winner.at, ...others];
    const message = first === undefined
      ? `${winner.at.value} is asked for, and ${version} is what it comes to`
      : `${nameOf(language)} ${lineOf(version, language)} counts; ${placeOf(first)} asks for ${first.at.value}${rest.length > 0 ? `, and ${rest.length} more differ` : ''}`;
    return fail({
      message, evidence, anchor: 'runtime.version',
      fix: agreement(rivals, own ? lineOf(version, language) : undefined)
        ?? { title: `Ask for ${lineOf(version, language)} everywhere, or change the one that counts`, applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});

/** Files that do not count say what the one that counts says. A range tells what the project works with, and which side is right is for people to say. */
function agreement(rivals: readonly VersionRequest[], line: string | undefined): ProposedFix | undefined {
  const [first, ...rest] = rivals.map(({ at }) => at);
  const isPlain = rivals.every(({ at, by }) => VERSION_FILES.has(by) && /^(?:python-|v)?\d+(?:\.\d+)*$/.test(at.value.trim()));
  if (first === undefined || line === undefined || !isPlain) return undefined;
  const places = [...new Set(rivals.map(placeOf))];
  return {
    title: `Ask for ${line} in ${listed(places)} too`, applicability: 'review',
    change: { kind: 'rewrite', how: 'ask-for-version', at: [first, ...rest], with: { version: line } },
  };
}

/** Nobody can say which request counts, and they differ. */
function disputed(requests: readonly VersionRequest[], language: string): Outcome | undefined {
  const first = requests.find(({ version }) => version !== undefined);
  const second = requests.find((request) => first?.version !== undefined && !agrees(request, first.version, language));
  if (first === undefined || second === undefined) return undefined;
  return fail({
    message: `${placeOf(first)} asks for ${first.at.value} and ${placeOf(second)} for ${second.at.value}; ${first.because}`,
    evidence: [first.at, second.at], anchor: 'runtime.version',
    fix: { title: 'Ask for the same version in both', applicability: 'advice', change: { kind: 'advice' } },
  });
}

/** True when a request would also be content with this version. */
function agrees(request: VersionRequest, version: string, language: string): boolean {
  const written = request.at.value.trim();
  if (/[<>=^~*|]|\bx\b|\s-\s/.test(written)) return permits(written, version);
  return request.version === undefined || lineOf(request.version, language) === lineOf(version, language);
}

function placeOf({ at, by }: VersionRequest): string {
  return at.provenance.kind === 'declared' ? at.provenance.file.path : by;
}

function nameOf(language: string): string {
  return language === 'node' ? 'Node' : 'Python';
}
