import { defineCheck, fail, notApplicable, pass, type Evidence, type Known } from '#rule';
import { writtenAs } from '../shared/written.ts';

/** A shell that reads its command from an argument; what follows is its business. */
const SHELL = /(^|[\s"'[,])(\S*\/)?(ba|da|a|z|k)?sh["',\s]+(-\w+["',\s]+)*-\w*c\b/;
const VARIABLE = /\$(\{[A-Za-z_][^}]*\}|[A-Za-z_]\w*|\()/;
const OPERATOR = /(^|\s)(&&|\|\||\||;|>>?|<|&)(\s|$)|\S;(\s|$)/;
/** An element that is nothing but an operator; inside another one its characters mean nothing to anybody. */
const WORD_OF_OPERATOR = /^(&&|\|\||\||;|>>?|<|&)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

export default defineCheck({
  needs: [],
  reads: ['start.form', 'start.command'],
  check(facts) {
    const [command, form] = [facts['start.command'], facts['start.form']];
    if (command?.state !== 'known' || form?.state !== 'known') return notApplicable('which command starts, and who runs it, cannot be told');
    if (form.value === 'shell') return pass();
    const words = arrayWords(command);
    const reason = reasonFor(words ?? command.value.replaceAll(/'[^']*'/g, (text) => '_'.repeat(text.length)));
    if (reason === undefined) return pass();
    const evidence: readonly [Evidence, ...Evidence[]] = form.provenance.kind === 'derived' ? [form] : [command, form];
    return fail({
      message: `no shell runs "${command.value}": ${reason}`,
      evidence, anchor: 'start.command',
      fix: { title: 'Wrap the start command in /bin/sh -c "exec …"', applicability: 'safe', change: { kind: 'rewrite', how: 'wrap-in-shell', at: [command] } },
    });
  },
});

/** What in a command without a shell around it would need one. */
function reasonFor(command: string): string | undefined {
  const shell = SHELL.exec(command);
  const outside = shell === null ? command : command.slice(0, shell.index);
  const variable = VARIABLE.exec(outside);
  if (variable !== null) return `${variable[0]} stays as it is written`;
  const unquoted = outside.replaceAll(/"[^"]*"/g, (text) => '_'.repeat(text.length));
  const operator = OPERATOR.exec(unquoted);
  if (operator !== null) return `${operator[0].trim().replace(/^\S+;$/, ';')} is an argument, not an operator`;
  const assignment = ASSIGNMENT.exec(outside.trim());
  return assignment === null ? undefined : `${assignment[0]} is taken for the program's name`;
}

/** The elements of ENTRYPOINT and CMD that are JSON arrays, blanks inside them kept apart from those between them. */
function arrayWords(command: Known<string>): string | undefined {
  if (!writtenAs(command).trim().startsWith('[')) return undefined;
  return wordsOf(command.value).map((word) => (WORD_OF_OPERATOR.test(word) ? word : word.replaceAll(/[\s;&|<>]/g, '_'))).join(' ');
}

/** The words of a command, without the quotes that keep each in one piece. */
function wordsOf(command: string): readonly string[] {
  const words = command.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|\\(')/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''));
}
