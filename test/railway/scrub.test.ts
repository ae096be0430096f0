import { expect, test } from 'vitest';
import { failureOf, nameOf } from '../../src/railway/failures.ts';
import { scrubbed } from '../../src/railway/scrub.ts';
import { processorTime } from '../support/processor-time.ts';

const SECRETS = [
  'hunter2', 'sk_live_51Hq', 'postgres://user:pw@host:5432/db', 'AKIAIOSFODNN7EXAMPLE', 'Zm9vYmFyYmF6cXV4', 'correct-horse-battery-staple-and-more', 'eyJhbGciOi.eyJzdWIi.c2ln',
  'https://example.com/?token=abc', 'p4ssw0rd!', 'S3cretValue', 'ghp_abcdefghijklmnop', '0123456789', 'a=b',
];

test.each(SECRETS)('an unknown text passes on no %s, quoted or not', (secret) => {
  for (const text of [`Problem with ${secret} here`, `invalid type: string "${secret}", expected`, `cannot use '${secret}'`, `value \`${secret}\` is wrong`, `KEY=${secret} is bad`, `"${secret}`, secret]) {
    expect(scrubbed(text)).not.toContain(secret);
  }
});

test.each([
  ['error: Something is wrong\nCaused by: secret', 'it failed: Something is wrong'], ['', 'it failed and did not say why'], ['\n\n  \n', 'it failed and did not say why'],
  ["It didn't answer within 30 seconds (try again).", "it failed: It didn't answer within 30 seconds (try again)."], ['> Environment production\nIt failed', 'it failed: It failed'],
  ['\u001B[31mRed\u001B[0m text\u0007', 'it failed: Red text'], [`word ${'x'.repeat(500)}`, 'it failed: word …'],
])('%j is said as %j', (text, said) => {
  expect(scrubbed(text)).toBe(said);
});

test('words of what the program was given are hidden, however plain', () => {
  expect(scrubbed('cannot take horse battery today', 'correct horse battery staple')).toBe('it failed: cannot take … today');
});

test('a long text is cut', () => {
  expect(scrubbed('word '.repeat(200)).length).toBeLessThan(180);
});

test('an error in JSON on stdout is read by its name, and its text is no answer', () => {
  const stdout = `${JSON.stringify({ error: 'Some new sentence about "secret"', code: 'NOT_AUTHENTICATED', hint: null })}\n`;
  expect(failureOf({ code: 1, stdout, stderr: '' }, { words: ['status', '--json'] })).toMatchObject({ code: 'railway-login', message: 'railway status: it failed: Some new sentence about …' });
  expect(failureOf({ code: 1, stdout: stdout.replace('Some new sentence about \\"secret\\"', 'Not signed in.'), stderr: '' }, { words: ['status'] })).toMatchObject({ code: 'railway-login', message: 'railway status: Not signed in' });
});

test('a known sentence counts at the start of a line alone', () => {
  expect(failureOf({ code: 1, stdout: '', stderr: 'The value is: Not signed in.\n' }, { words: ['status'] })).toMatchObject({ code: 'railway-failed' });
  expect(failureOf({ code: 1, stdout: '', stderr: 'Error: Not signed in.\n' }, { words: ['status'] })).toMatchObject({ code: 'railway-login' });
});

test.each([
  [['variable', 'set', 'KEY', '--stdin'], 'railway variable set'], [['status', '--json'], 'railway status'], [['scale', 'us-west2=1'], 'railway scale'], [['variable', 'delete', 'key'], 'railway variable delete'], [[], 'railway'],
])('%j is named %s', (words, name) => {
  expect(nameOf(words)).toBe(name);
});

test.each([' ', '\n', 'a ', "'a", '"', '#', '`', '\u001B[', '1: ', 'Error: '])('thousands of %j take no time', async (part) => {
  expect(await processorTime(() => {
    failureOf({ code: 1, stdout: '', stderr: part.repeat(400_000) }, { words: ['status'] });
    scrubbed(`${part.repeat(400_000)}!`);
  })).toBeLessThan(500);
});
