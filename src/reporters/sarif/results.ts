import { adviceLine } from '../advice-line.ts';
import { findingHash } from '../finding-hash.ts';
import type { Subject } from '../format.ts';
import { placedMessage } from '../place.ts';
import { placeOrFile } from '../repository-place.ts';
import type { Told } from '../repeats.ts';
import { servicesWords } from '../services-words.ts';
import { shown } from '../text/width.ts';
import { counted } from '../../text/words.ts';
import { fixesOf } from './fixes.ts';
import { physicalLocation } from './locations.ts';
import type { Location } from './log.ts';
import { linksTo, relatedLocations } from './related.ts';
import { LEVELS, PRECISIONS, PROBLEM_SEVERITIES } from './rules.ts';

/** What the results share. */
export interface ResultContext {
  readonly subject: Subject;
  /** Places of the rules in the list of the tool. */
  readonly ruleIndex: ReadonlyMap<string, number>;
}

/**
 * A finding as a result; none where no file of the repository could carry it, because GitHub shows no result without a location. What several
 * services share is one result: the uploading action knows results by their line, so that GitHub would keep one of them, whichever it met.
 * https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
export function resultsOf(told: Told, { subject, ruleIndex }: ResultContext) {
  const { first, repeats } = told;
  const { finding } = first;
  const place = placeOrFile(first, subject);
  if (place === undefined) return [];
  const related = relatedLocations(finding.evidence, subject);
  const fixes = fixesOf(finding, subject.edits.get(finding.id), subject.prefix);
  const level = LEVELS[finding.severity];
  return [{
    ruleId: finding.rule,
    ruleIndex: ruleIndex.get(finding.rule) ?? -1,
    level,
    message: { text: messageOf(told, related, subject) },
    locations: [{ physicalLocation: physicalLocation(place), logicalLocations: [first, ...repeats].map((each) => ({ name: shown(each.finding.service), kind: 'module' })) }],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: { 'optimizeFindingId/v1': findingHash(finding.id) },
    ...(fixes.length === 0 ? {} : { fixes }),
    properties: {
      service: shown(finding.service), severity: finding.severity, points: finding.points,
      ...(repeats.length === 0 ? {} : { repeats: repeats.map((each) => ({ service: shown(each.finding.service), points: each.finding.points })) }),
      precision: PRECISIONS[finding.confidence], 'problem.severity': PROBLEM_SEVERITIES[level],
    },
  }];
}

/** The first sentence is the title of the alert: what is wrong. Then where it comes from, what to do and what it costs. */
function messageOf(told: Told, related: readonly Location[], { report }: Subject): string {
  const { first: { finding }, repeats } = told;
  const advice = adviceLine(finding, report.rules.get(finding.rule));
  const sentences = [
    plain(shown(placedMessage(finding))),
    ...(related.length === 0 ? [] : [`See ${linksTo(related)}`]),
    ...(advice === '' ? [] : [plain(`${advice[0]?.toUpperCase() ?? ''}${advice.slice(1)}`)]),
    ...(finding.points > 0 ? [`It costs ${counted(finding.points, 'point')} of 100`] : []),
    ...(report.services.length > 1 ? [plain(`The ${repeats.length === 0 ? 'service is' : 'services are'} ${shown(servicesWords(told))}`)] : []),
  ];
  return sentences.map((sentence) => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
}

/** A text of the project is no link of SARIF's, whose form is `[text](1)`. */
function plain(text: string): string {
  return text.replaceAll('](', '] (');
}
