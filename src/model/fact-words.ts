import { FACTS } from './fact-names.ts';
import type { FactName } from './facts.ts';

const CANNOT = ' cannot be told: ';

/** A fact in the words of the people who run the service: `what kind of service this is`, `language of the service`. */
function wordsFor(name: FactName): string {
  return FACTS[name][1].split(/[,:] /)[0] ?? name;
}

/** Why nothing is judged where a fact is not there: `none found: connection pools of the program`. */
export function noneFound(name: FactName): string {
  return `none found: ${FACTS[name][1]}`;
}

/** Why nothing is decided while a fact is open: `language of the service cannot be told: ...`. */
export function cannotBeTold(name: FactName, reason: string): string {
  return `${wordsFor(name)}${CANNOT}${reason}`;
}

/** Why nothing is decided where nobody names a value: `nobody says: version of the language`. */
export function nobodySays(name: FactName): string {
  return `nobody says: ${FACTS[name][1]}`;
}

/** The fact that such a reason is about, which a user may state; undefined of a reason in words of its own. */
export function factOfReason(reason: string): FactName | undefined {
  return BY_LENGTH.find((name) => reason.startsWith(`${wordsFor(name)}${CANNOT}`) || reason === nobodySays(name));
}

/** The longest words first, so that no fact answers for one whose words go on. */
const BY_LENGTH = (Object.keys(FACTS) as FactName[]).sort((a, b) => wordsFor(b).length - wordsFor(a).length);
