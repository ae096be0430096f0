import { defineCheck, fail, notApplicable, pass, permits, undecided, valueOf, type Evidence, type Fact, type Outcome, type ProposedFix, type VersionRequest } from '#rule';
import { advised } from '../shared/advised.ts';
import { candidatesOf } from '../shared/candidates.ts';
import { compareVersions, lineOf } from '../shared/versions.ts';
import { listed } from '../shared/words.ts';

/** Files that only ask for a version. */
const VERSION_FILES = new Set(['python-version', 'runtime-txt', 'tool-versions', 'mise', 'nvmrc', 'node-version', 'pipfile']);
const LANGUAGES: Readonly<Record<string, string>> = { python: 'Python', node: 'Node' };

export default defineCheck({
  needs: [],
  reads: ['runtime.requests', 'runtime.language'],
  check(_facts, { service: { facts } }) {
    const language = valueOf(facts['runtime.language']);
    if (language === undefined || !Object.hasOwn(LANGUAGES, language)) return notApplicable('the service is not known to be written in Python or Node');
    const all = requestsIn(facts['runtime.requests']);
    if (all === undefined) return undecided('the versions that files ask for cannot be told');
    const requests = all.filter((request) => request.language === language);
    const winner = requests.find(({ effective, version }) => effective && version !== undefined);
    if (winner?.version === undefined) return disputed(requests, language) ?? pass();
    return compared(winner, winner.version, requests);
  },
});

/** The requests, or those of all builders that may run, of which then none is known to count. */
function requestsIn(fact: Fact<readonly VersionRequest[]> | undefined): readonly VersionRequest[] | undefined {
  if (fact?.state !== 'unresolved') return valueOf(fact) ?? [];
  const candidates = candidatesOf<readonly VersionRequest[]>(fact);
  if (candidates.length === 0) return undefined;
  const found = new Map<string, VersionRequest>();
  for (const request of candidates.flatMap(({ value }) => value)) {
    const key = `${placeOf(request)}:${request.at.value}`;
    if (!found.has(key) || request.version === undefined) found.set(key, { ...request, effective: false, because: 'which builder builds is not known' });
  }
  return [...found.values()];
}

/** The request that counts with all others. */
function compared(winner: VersionRequest, version: string, requests: readonly VersionRequest[]): Outcome {
  const { language } = winner;
  const rivals = requests.filter((request) => !request.effective && !agrees(request, version, language));
  const [first, ...rest] = rivals;
  const own = agrees(winner, version, language);
  if (first === undefined && own) return pass();
  const evidence: readonly [Evidence, ...Evidence[]] = [winner.at, ...rivals.map(({ at }) => at)];
  const variable = variableOnPlatform(winner);
  const message = first === undefined
    ? `${winner.at.value} is asked for, and ${version} is what it comes to`
    : `${LANGUAGES[language]} ${lineOf(version, language)} counts${variable === undefined ? '' : `, by ${variable}`}; ${placeOf(first)} asks for ${first.at.value}${rest.length > 0 ? `, and ${rest.length} more differ` : ''}`;
  return fail({
    message, evidence, anchor: 'runtime.version',
    fix: withoutVariable(variable, rivals, language)
      ?? agreement(rivals, own ? lineOf(version, language) : undefined)
      ?? advised(`Ask for ${lineOf(version, language)} everywhere, or change the one that counts`),
  });
}

/** The variable on Railway that decides; undefined where a file does. */
function variableOnPlatform({ at: { provenance } }: VersionRequest): string | undefined {
  return provenance.kind === 'live' ? /^variables\.(\w+)$/.exec(provenance.place.field)?.[1] : undefined;
}

/** A variable that somebody set on the platform hides what a file says since then: without it the file counts, where all files say the same. */
function withoutVariable(variable: string | undefined, rivals: readonly VersionRequest[], language: string): ProposedFix | undefined {
  const [first, ...rest] = rivals;
  if (variable === undefined || first === undefined) return undefined;
  const isOne = VERSION_FILES.has(first.by) && first.version !== undefined && rest.every((rival) => agrees(rival, first.version ?? '', language));
  if (!isOne) return advised(`Take ${variable} away, or ask for the same version in the files`);
  return { title: `Take ${variable} away, so that ${placeOf(first)} counts`, applicability: 'review', change: { kind: 'live-variable', variable, to: { kind: 'removed' } } };
}

/** Files that do not count say what the one that counts says. A range tells what the project works with, and which side is right is for people to say. */
function agreement(rivals: readonly VersionRequest[], line: string | undefined): ProposedFix | undefined {
  const [first, ...rest] = rivals.map(({ at }) => at);
  if (first === undefined || line === undefined || !rivals.every(isPlain)) return undefined;
  const places = [...new Set(rivals.map(placeOf))];
  return {
    title: `Ask for ${line} in ${listed(places)} too`, applicability: 'review',
    change: { kind: 'rewrite', how: 'ask-for-version', at: [first, ...rest], with: { version: line } },
  };
}

/** A file that asks for one release, and `engines` where it is no range. */
function isPlain({ at, by }: VersionRequest): boolean {
  const written = at.value.trim();
  return VERSION_FILES.has(by) ? /^(?:python-|v)?\d+(?:\.\d+)*$/.test(written) : by === 'engines' && /^v?\d+(?:\.(?:\d+|x))*$/.test(written);
}

/** Nobody can say which request counts, and they differ. The newest release that all ranges allow is the one that nothing speaks against. */
function disputed(requests: readonly VersionRequest[], language: string): Outcome | undefined {
  const [first, second] = firstPair(requests, (left, right) => isApart(left, right, language)) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const plain = requests.filter(isPlain);
  const ranges = requests.filter((request) => !isPlain(request));
  const lines = [...new Set(plain.map(({ version }) => lineOf(version ?? '', language)))].filter((line) => line !== '' && ranges.every((range) => agrees(range, line, language)));
  const line = lines.toSorted(compareVersions).at(-1);
  return fail({
    message: `${placeOf(first)} asks for ${first.at.value} and ${placeOf(second)} for ${second.at.value}; ${first.because}`,
    evidence: [first.at, second.at], anchor: 'runtime.version',
    fix: agreement(plain.filter((request) => line !== undefined && !agrees(request, line, language)), line)
      ?? advised('Ask for the same version in both'),
  });
}

function firstPair<T>(items: readonly T[], holds: (left: T, right: T) => boolean): readonly [T, T] | undefined {
  for (const [index, left] of items.entries()) {
    const right = items.slice(index + 1).find((other) => holds(left, other));
    if (right !== undefined) return [left, right];
  }
  return undefined;
}

/** True when neither of two requests would be content with what the other asks for: `>=18` is with 20. */
function isApart(left: VersionRequest, right: VersionRequest, language: string): boolean {
  if (left.version === undefined || right.version === undefined) return false;
  return !agrees(left, right.version, language) && !agrees(right, left.version, language);
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
