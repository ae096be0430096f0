import { valueOf, type FactSet, type VersionRequest } from '#rule';

/** Places of manifests that say what the project works with, not what it wants to run on. */
const LIMITS = new Set(['requires-python', 'poetry']);

/** Requests of one language, without the ranges of manifests. */
export function requestsOf(facts: FactSet, language: string): readonly VersionRequest[] {
  return ofLanguage(facts, language).filter(({ by }) => !LIMITS.has(by));
}

/** The ranges of versions that the project says it works with. */
export function limitsOf(facts: FactSet, language: string): readonly VersionRequest[] {
  return ofLanguage(facts, language).filter(({ by }) => LIMITS.has(by));
}

function ofLanguage(facts: FactSet, language: string): readonly VersionRequest[] {
  return (valueOf(facts['runtime.requests']) ?? []).filter((request) => request.language === language);
}

/** The file in which a request stands. */
export function fileOfRequest({ at, by }: VersionRequest): string {
  return at.provenance.kind === 'declared' ? at.provenance.file.path : by;
}
