import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseShell } from '../../src/documents/shell-command.ts';
import { redactText } from '../../src/live/redact-text.ts';

/** Characters that passwords have, and that mean nothing to a shell outside of quotes. */
const secret = fc.stringMatching(/^[A-Za-z0-9_.:+/~,%^@=-]{0,12}[A-Za-z0-9][A-Za-z0-9_.:+/~,%^@=-]{5,20}$/).filter((text) => !text.startsWith('-'));
const name = fc.constantFrom('SECRET_KEY', 'API_TOKEN', 'PGPASSWORD', 'DB_PASSWORD', 'AWS_SECRET_ACCESS_KEY');
const option = fc.constantFrom('--password', '--api-key', '--auth-token', '--requirepass', '--client-secret');
const quote = fc.constantFrom('', '"', "'");

/** A secret where commands have them, with the text around it. */
const given = fc.tuple(secret, quote, name, option, fc.constantFrom('assignment', 'option', 'option=', 'export', 'nested', 'address', 'user')).map(([text, around, variable, flag, kind]) => {
  const value = `${around}${text}${around}`;
  const nested = around === '"' ? `'${text}'` : value;
  const written = {
    assignment: `${variable}=${value} gunicorn app:app`, option: `app ${flag} ${value}`, 'option=': `app ${flag}=${value} --port 8080`, export: `export ${variable}=${value} && exec app`,
    nested: `sh -c "${variable}=${nested} exec app"`, address: `app --broker redis://:${encodeURIComponent(text)}@redis:6379/0`, user: `pip install git+https://${encodeURIComponent(text)}@github.com/owner/name.git`,
  }[kind];
  return { text: kind === 'address' || kind === 'user' ? encodeURIComponent(text) : text, written };
});

const anyWord = fc.oneof(fc.stringMatching(/^[\w./:=@%+-]{1,12}$/), fc.constantFrom('&&', '|', ';', '"', "'", '$PORT', '${PORT:-1}', '$(', ')', '`', '--token', 'SECRET_KEY=', '=', '@', 'https://u:p@h/x', '\\', '\n', '<<EOF', '>', '#', "'", '"', 'password: "', '{', '}'), secret);
/** No address has a user that an operator ends: what follows it is another command, and is not looked for. */
const command = fc.array(anyWord, { maxLength: 8 }).chain((words) => fc.constantFrom('', ' ').map((between) => words.join(between))).filter((text) => !/:\/\/[^\s@]*[;|&<>()#]/.test(text));

/** Commands, words and operators as a shell sees them, without what the words say; undefined where it makes nothing of the text. */
async function shapeOf(text: string): Promise<string | undefined> {
  const parsed = await parseShell(text);
  return parsed.ok ? JSON.stringify(parsed.document, (key, value: unknown) => {
    if (key === 'range') return undefined;
    if (key === 'parts' && Array.isArray(value) && value.every((part: object) => 'kind' in part)) return [];
    return typeof value === 'string' && key !== 'kind' && key !== 'operator' ? '' : value;
  }) : undefined;
}

it('hides what is given to a name of a secret, or to an address', () => {
  fc.assert(fc.property(given, ({ text, written }) => {
    expect(redactText(written)).not.toContain(text);
  }), { numRuns: 2000 });
});

it('leaves the same command', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(given.map(({ written }) => written), command), async (text) => {
    const shape = await shapeOf(text);
    if (shape !== undefined) expect(await shapeOf(redactText(text))).toBe(shape);
  }), { numRuns: 2000 });
});

it('finds nothing to hide in what it leaves', () => {
  fc.assert(fc.property(fc.oneof(given.map(({ written }) => written), command), (text) => {
    expect(redactText(redactText(text))).toBe(redactText(text));
  }), { numRuns: 2000 });
});
