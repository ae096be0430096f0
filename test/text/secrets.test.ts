import { describe, expect, it } from 'vitest';
import { isRandom, maskSecrets, secretsIn } from '../../src/text/secrets.ts';
import { processorTime } from '../support/processor-time.ts';

/** Letters and digits in no order. Secrets are put together here, so that no scanner takes this file for a leak. */
const RANDOM = 'q8Zr3TnLb2MkV5wXcD7sEyJ4uGfP1oRiH6aN9tKzWmQxBvYlUjShCgFdOeIpA0qL2wE4rT6yU8iO0pA1sD3fG5hJ7kL9z';
const upper = RANDOM.toUpperCase();
const hex = 'a3f1c9e27b0d48566e1f9a2c7d3b8045f1e2d3c4b5a697881726354453627180';
const claims = (role: string) => `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${Buffer.from(JSON.stringify({ iss: 'supabase', role, iat: 1_700_000_000 })).toString('base64url')}.${RANDOM.slice(0, 32)}`;

const SECRETS: readonly (readonly [string, string])[] = [
  ['an AWS access key', `AKIA${upper.slice(0, 16)}`],
  ['a GitHub token', `ghp_${RANDOM.slice(0, 36)}`], ['a GitHub token', `github_pat_${RANDOM.slice(0, 82)}`],
  ['a GitLab token', `glpat-${RANDOM.slice(0, 20)}`],
  ['a Slack token', `xoxb-123456789012-${RANDOM.slice(0, 24)}`.replace('123456789012', '739105846217')],
  ['the address of a Slack webhook', `https://hooks.slack.com/services/T${upper.slice(0, 9)}/B${upper.slice(9, 18)}/${RANDOM.slice(0, 24)}`],
  ['the address of a Discord webhook', `https://discord.com/api/webhooks/739105846217395104/${RANDOM.slice(0, 68)}`],
  ['a live key of Stripe', `sk_live_${RANDOM.slice(0, 24)}`], ['an OpenAI key', `sk-proj-${RANDOM.slice(0, 60)}`],
  ['an OpenAI key', `sk-${RANDOM.slice(0, 20)}T3BlbkFJ${RANDOM.slice(20, 40)}`], ['an Anthropic key', `sk-ant-api03-${RANDOM.slice(0, 80)}`],
  ['a Groq key', `gsk_${RANDOM.slice(0, 52)}`], ['a Hugging Face token', `hf_${RANDOM.replaceAll(/\d/g, '').slice(0, 34)}`],
  ['a Replicate token', `r8_${RANDOM.slice(0, 37)}`], ['a SendGrid key', `SG.${RANDOM.slice(0, 22)}.${RANDOM.slice(22, 65)}`],
  ['a Resend key', `re_${RANDOM.slice(0, 8)}_${RANDOM.slice(8, 32)}`], ['an npm token', `npm_${RANDOM.slice(0, 36)}`],
  ['a PyPI token', `pypi-AgEIcHlwaS5vcmc${RANDOM.slice(0, 60)}`], ['a Telegram bot token', `7194620385:AA${RANDOM.slice(0, 33)}`],
  ['a DigitalOcean token', `dop_v1_${hex}`], ['a Shopify token', `shpat_${hex.slice(0, 32)}`],
  ['a Supabase service key', claims('service_role')],
  ['a private key', `-----BEGIN PRIVATE KEY-----\\n${RANDOM.slice(0, 64)}\\n-----END`],
  ['a password in an address of PostgreSQL', `postgresql+asyncpg://ferry:${RANDOM.slice(0, 16)}@ferry.internal.co:5432/ferry`],
  ['a password in an address of MongoDB', `mongodb+srv://ferry:${RANDOM.slice(0, 16)}@cluster.abc.mongodb.net/`],
  ['a password in an address of Redis', `rediss://:${RANDOM.slice(0, 16)}@cache.ferry.co:6379`],
];

describe('secrets of a text', () => {
  it.each(SECRETS)('finds %s where it stands', (kind, secret) => {
    const text = `# é\nNAME = "${secret}"\n`;
    const [found, ...others] = secretsIn(text);
    expect(others).toEqual([]);
    expect(found?.kind).toBe(kind);
    expect(secret).toContain(text.slice(found?.range.start, found?.range.end));
  });

  it.each(SECRETS)('hides %s, and each character keeps its column', (_kind, secret) => {
    const masked = maskSecrets(`NAME = "${secret}" # kept`);
    expect(masked).toHaveLength(`NAME = "${secret}" # kept`.length);
    expect(masked).not.toContain(RANDOM.slice(4, 8));
    expect(masked).not.toContain(hex.slice(20, 28));
    expect(masked.startsWith('NAME = "')).toBe(true);
  });

  it.each([
    ['a placeholder', `sk_live_${'x'.repeat(24)}`], ['the example of the documentation', 'AKIAIOSFODNN7EXAMPLE'], ['one letter again and again', `ghp_${'a'.repeat(36)}`],
    ['the id of a key in a signed address', `https://s3.amazonaws.com/x?X-Amz-Credential=AKIA${upper.slice(0, 16)}%2F20251130`],
    ['a key for tests', `sk_test_${RANDOM.slice(0, 24)}`], ['a key for browsers', `pk_live_${RANDOM.slice(0, 24)}`], ['a key that may read only', claims('anon')],
    ['a password of the machine itself', `postgres://ferry:${RANDOM.slice(0, 16)}@localhost/ferry`], ['a password of a compose file', `redis://:${RANDOM.slice(0, 16)}@redis:6379`],
    ['a password that everybody has', 'postgres://postgres:postgres@db.ferry.co/ferry'], ['a password to fill in', 'postgres://ferry:[YOUR-PASSWORD]@db.ferry.co/ferry'],
    ['a variable', 'postgres://ferry:${PASSWORD}@db.ferry.co/ferry'], ['a variable of Python', 'f"postgres://{user}:{password}@{host}.ferry.co/x"'],
    ['an address without a password', 'postgres://db.ferry.co/ferry'], ['part of a longer word', `task_r8_${RANDOM.slice(0, 37)}`], ['a name', 'sk-proj-development-database-connection-settings-name'],
  ])('leaves %s alone', (_what, text) => {
    expect(secretsIn(`NAME = "${text}"`)).toEqual([]);
  });

  it('reads a long line of the worst kind in a moment', async () => {
    const worst = `${'a://'.repeat(20_000)}${':b'.repeat(20_000)}@`;
    expect(await processorTime(() => secretsIn(worst))).toBeLessThan(2_000);
  });
});

it.each([['in order', 'aaaaaaaaaaaaaaaa', false], ['two letters', 'abababababababab', false], ['in no order', RANDOM.slice(0, 16), true]])('tells what is random: %s', (_name, text, expected) => {
  expect(isRandom(text)).toBe(expected);
});
