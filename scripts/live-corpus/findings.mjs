import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const known = new Map();

/** True for a rule that applies only where the platform was asked. */
export function isLiveRule(rule) {
  if (!known.has(rule)) {
    const { 'applies-to': applies } = parse(readFileSync(new URL(`../../rules/${rule}.yaml`, import.meta.url), 'utf8'));
    known.set(rule, JSON.stringify(applies ?? {}).includes('"live.'));
  }
  return known.get(rule);
}

/** A finding to be read, with its places and what its rule said before. */
export function shownFinding(project, { rule, service, severity, message, evidence, fix }, was) {
  const places = evidence.map(({ name, provenance, file, value }) => {
    if (provenance?.kind === 'live') return `Railway ${provenance.field ?? provenance.place?.field ?? ''}=${JSON.stringify(value)}`;
    return provenance?.file === undefined ? (file ?? `${name} ${provenance?.kind ?? 'absent'}`) : `${provenance.file}${provenance.start === undefined ? '' : `:${provenance.start.line}`}`;
  });
  return `${project}  ${service}\n    ${rule} ${severity}${was === undefined ? '' : ` (was ${was})`}: ${message}\n    ${places.join('  ')}${fix === undefined ? '' : `\n    fix: ${fix.title}`}\n`;
}
