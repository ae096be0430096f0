import type { FixStep } from '../fix-report.ts';
import { broughtText } from '../reporters/fix/text.ts';
import { joinedNames } from '../reporters/words.ts';

/** One line of the list of fixes. */
export interface FixChoice {
  /** The id of its finding. */
  readonly id: string;
  readonly service: string;
  readonly rule: string;
  readonly title: string;
  readonly message: string;
  readonly isSafe: boolean;
  readonly gain: number;
  /** What is found once it is made. */
  readonly brings: readonly string[];
  readonly paths: readonly string[];
  /** The unified diff, for `p`. */
  readonly diff: string;
}

/** A fix as a line to choose. */
export function choiceOf({ finding, gain, repeats, brings, files }: FixStep, diff: string): FixChoice {
  const { id, service, rule, fix } = finding;
  const message = repeats.length === 0 ? finding.message : `${finding.message} (in ${joinedNames(repeats.map((each) => each.service))} too)`;
  return {
    id, service, rule, message, gain, brings: brings.map(broughtText), title: fix?.title ?? finding.message, isSafe: fix?.applicability === 'safe',
    paths: [...files.keys()], diff: diff.replace(/\n$/, ''),
  };
}
