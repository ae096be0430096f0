import type { Plain } from '../model/change.ts';
import { baseId, type Finding, type Question } from '../model/finding.ts';

/** Asks what the chosen fixes want to know; a question with choices offers them, any other takes a value like the proposed one. */
export async function askQuestions(findings: readonly Finding[]): Promise<ReadonlyMap<string, string | number>> {
  const answers = new Map<string, string | number>();
  for (const finding of findings) {
    const { question, change } = finding.fix ?? {};
    if (question === undefined || change?.kind !== 'set-fact') continue;
    answers.set(baseId(finding), await answerTo(question, change.value, finding.message));
  }
  return answers;
}

async function answerTo({ text, choices }: Question, proposed: Plain, message: string): Promise<string | number> {
  const { input, number, select } = await import('@inquirer/prompts');
  if (choices !== undefined) {
    return select({ message: text, choices: choices.map((value) => ({ value, name: String(value), description: message })), default: proposed as string | number });
  }
  if (typeof proposed === 'number') return number({ message: text, default: proposed, required: true, min: 0 });
  return input({ message: text, default: String(proposed), required: true });
}

/** Whether to write now. */
export async function confirmWriting(message: string): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  return confirm({ message, default: true });
}
