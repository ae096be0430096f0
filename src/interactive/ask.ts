import type { Plain } from '../model/change.ts';
import { baseId, type Finding, type ProposedFix, type Question } from '../model/finding.ts';

/** Asks what the chosen fixes want to know; a question with choices offers them, any other takes a value like the proposed one. */
export async function askQuestions(findings: readonly Finding[]): Promise<ReadonlyMap<string, string | number>> {
  const answers = new Map<string, string | number>();
  for (const finding of findings) {
    const { fix } = finding;
    const proposed = fix === undefined ? undefined : proposedFor(fix);
    if (fix?.question === undefined || proposed === undefined) continue;
    answers.set(baseId(finding), await answerTo(fix.question, proposed, finding.message));
  }
  return answers;
}

/** The value that a question is about, as the fix proposes it. */
function proposedFor({ change, question }: ProposedFix): Plain | undefined {
  if (change.kind === 'set-fact') return change.value;
  const value = change.kind === 'set-options' && question?.option !== undefined ? change.set?.[question.option] : undefined;
  return typeof value === 'object' ? undefined : value;
}

async function answerTo({ text, choices }: Question, proposed: Plain, message: string): Promise<string | number> {
  const { input, number, select } = await import('@inquirer/prompts');
  if (choices !== undefined) {
    return select({ message: text, choices: choices.map((value) => ({ value, name: String(value), description: message })), default: proposed as string | number });
  }
  // Several fixes may ask the same: what is wrong stands above the question.
  const asked = `${message}\n  ${text}`;
  if (typeof proposed === 'number') return number({ message: asked, default: proposed, required: true, min: 0 });
  return input({ message: asked, default: String(proposed), required: true });
}

/** Whether to write now. */
export async function confirmWriting(message: string): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  return confirm({ message, default: true });
}
