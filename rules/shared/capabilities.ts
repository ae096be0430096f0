import { fail, notApplicable, pass, undecided, valueOf, type Capability, type Change, type FactSet, type Outcome, type Service } from '#rule';
import { advised } from './advised.ts';
import { looseWords } from './commands.ts';

/** What a program must have, and how else it may have it. */
export interface Wanted {
  readonly kind: Capability['kind'];
  /** What is said of a service that lacks it, after its name: "answers as often as it is asked". */
  readonly without: string;
  /** Commands in front of the server that bring it. */
  readonly wrappers: readonly string[];
  /** Packages that bring it and need no import. */
  readonly packages: readonly string[];
  readonly fix: string;
  /** A change that brings it; without one it is only told. */
  readonly change?: Change | undefined;
}

/** Whether the program has something; what is installed and not seen in use is no proof that it lacks it. */
export function hasCapability(service: Service, wanted: Wanted): Outcome {
  const { facts, name } = service;
  const [capabilities, app] = [facts['web.capabilities'], facts['web.app']];
  if (capabilities === undefined) return undecided('nobody has read what the program can do');
  if (capabilities.state === 'unresolved') return undecided(`what the program can do cannot be told: ${capabilities.reason}`);
  if (valueOf(capabilities)?.some(({ kind }) => kind === wanted.kind) === true) return pass();
  if (startWords(facts).some((word) => wanted.wrappers.includes(word))) return pass();
  const [installed] = (valueOf(facts['runtime.dependencies']) ?? []).filter((each) => wanted.packages.includes(each.name));
  if (installed !== undefined) return undecided(`${installed.name} is installed, and where it is used was not found`);
  if (app?.state !== 'known') return undecided('the application object was not found');
  return fail({
    message: `${name} ${wanted.without}`, evidence: [app.value.variable], anchor: `capability:${wanted.kind}`,
    fix: wanted.change === undefined
      ? advised(wanted.fix)
      : { title: wanted.fix, applicability: 'review', change: wanted.change },
  });
}

/** The same of a web service only, without a question where nobody could tell: for what is merely advised. */
export function withoutQuestions({ facts }: Service, outcome: Outcome): Outcome {
  if (valueOf(facts['service.kind']) !== 'web') return notApplicable('it is no web service');
  return outcome.kind === 'undecided' ? notApplicable(outcome.because) : outcome;
}

function startWords(facts: FactSet): readonly string[] {
  const commands = [facts['start.command'], facts['start.serverCommand']].map((fact) => valueOf(fact) ?? '');
  return [...commands.flatMap(looseWords), ...(valueOf(facts['start.steps']) ?? []).flatMap(({ words }) => words)]
    .map((word) => word.replace(/^.*\//, ''));
}
