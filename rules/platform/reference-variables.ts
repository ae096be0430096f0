import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Known, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isOfProduction } from '../shared/railway-files.ts';
import { writtenAs } from '../shared/written.ts';

/** `${{Postgres.DATABASE_URL}}`, `${{ shared.API_KEY }}`, `${{PORT}}`. */
const REFERENCE = /\$\{\{\s*(?:[\w -]+\.)?([A-Za-z_]\w*)\s*\}\}/;

export default defineCheck({
  needs: [],
  reads: ['build.settings', 'build.variables', 'start.sources'],
  check(_facts, { service: { facts } }) {
    const all = placesOf(facts);
    if (all.length === 0) return notApplicable('no file gives commands, settings or variables');
    const places = all.filter(({ text }) => REFERENCE.test(text));
    const seen = new Set<string>();
    const findings = places.filter(({ at }) => isFirst(at, seen)).map(finding);
    return findings.length === 0 ? pass() : findings;
  },
});

interface Place {
  readonly at: Known<unknown>;
  readonly text: string;
}

/** Commands and other settings, and variables of images; variables of a railway.ts are variables of Railway, where a reference belongs. */
function placesOf(facts: FactSet): readonly Place[] {
  const settings = (valueOf(facts['build.settings']) ?? []).filter(isOfProduction).map(({ value, at }): Place => ({ at, text: typeof value === 'string' ? value : '' }));
  const commands = (valueOf(facts['start.sources']) ?? []).map(({ command }): Place => ({ at: command, text: command.value }));
  const variables = (valueOf(facts['build.variables']) ?? []).filter(({ scope }) => scope !== 'example')
    .map(({ value, at }): Place => ({ at, text: value ?? writtenAs(at) }));
  return [...settings, ...commands, ...variables];
}

/** A start command is a setting and a source. */
function isFirst({ provenance }: Evidence & { readonly state: 'known' }, seen: Set<string>): boolean {
  if (provenance.kind !== 'declared') return false;
  const place = `${provenance.file.path}:${provenance.range.start}`;
  if (seen.has(place)) return false;
  seen.add(place);
  return true;
}

function finding({ at, text }: Place): Outcome {
  const [reference = '', name = ''] = REFERENCE.exec(text) ?? [];
  const where = at.provenance.kind === 'declared' ? at.provenance.file.path : 'a file';
  return fail({
    message: `${reference} in ${where} stays as it is written: Railway fills in references in variables only`,
    evidence: [at], anchor: `reference:${name}`,
    fix: advised(`Set the variable ${name} of the service to ${reference}, and read $${name} here`),
  });
}
