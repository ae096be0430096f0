/** A kind of secret that its own form gives away. */
export interface SecretKind {
  /** `an AWS access key`: what is said of it in a sentence. */
  readonly kind: string;
  /** The word, the part that is random in the first group. */
  readonly pattern: RegExp;
}

/**
 * Prefixes that providers give to their keys so that scanners find them:
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
export const SECRET_KINDS: readonly SecretKind[] = [
  { kind: 'an AWS access key', pattern: /(?<!\w)AKIA([A-Z0-9]{16})(?!\w)/g },
  { kind: 'a GitHub token', pattern: /(?<!\w)gh[pousr]_([A-Za-z0-9]{36,255})(?!\w)/g },
  { kind: 'a GitHub token', pattern: /(?<!\w)github_pat_(\w{60,255})(?!\w)/g },
  { kind: 'a GitLab token', pattern: /(?<!\w)glpat-([\w-]{20,64})(?![\w-])/g },
  { kind: 'a Slack token', pattern: /(?<!\w)xox[abprs]-\d{8,}-([\w-]{10,200})/g },
  { kind: 'the address of a Slack webhook', pattern: /hooks\.slack\.com\/services\/T\w{8,}\/B\w{8,}\/([A-Za-z0-9]{24})(?!\w)/g },
  { kind: 'the address of a Discord webhook', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/([\w-]{60,80})(?![\w-])/g },
  { kind: 'a live key of Stripe', pattern: /(?<!\w)[rs]k_live_([A-Za-z0-9]{20,247})(?!\w)/g },
  { kind: 'an OpenAI key', pattern: /(?<![\w-])sk-(?:proj|svcacct|admin)-([\w-]{40,200})(?![\w-])/g },
  { kind: 'an OpenAI key', pattern: /(?<![\w-])sk-([A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})(?!\w)/g },
  { kind: 'an Anthropic key', pattern: /(?<![\w-])sk-ant-([\w-]{60,200})(?![\w-])/g },
  { kind: 'a Groq key', pattern: /(?<!\w)gsk_([A-Za-z0-9]{50,60})(?!\w)/g },
  { kind: 'a Hugging Face token', pattern: /(?<!\w)hf_([A-Za-z]{34})(?!\w)/g },
  { kind: 'a Replicate token', pattern: /(?<!\w)r8_([A-Za-z0-9]{37})(?!\w)/g },
  { kind: 'a SendGrid key', pattern: /(?<!\w)SG\.([\w-]{22}\.[\w-]{43})(?![\w-])/g },
  { kind: 'a Resend key', pattern: /(?<!\w)re_([A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?!\w)/g },
  { kind: 'an npm token', pattern: /(?<!\w)npm_([A-Za-z0-9]{36})(?!\w)/g },
  { kind: 'a PyPI token', pattern: /(?<!\w)pypi-AgEIcHlwaS5vcmc([\w-]{50,200})/g },
  { kind: 'a Telegram bot token', pattern: /(?<![\w:])\d{8,10}:AA([\w-]{33})(?![\w-])/g },
  { kind: 'a DigitalOcean token', pattern: /(?<!\w)do[op]_v1_([a-f0-9]{64})(?!\w)/g },
  { kind: 'a Shopify token', pattern: /(?<!\w)shp(?:at|ca|pa|ss)_([a-fA-F0-9]{32})(?!\w)/g },
];

/** One word that each of the kinds above begins with, a private key, a token with claims, or an address with a password: a text without it is not searched. */
export const MAY_HOLD = /AKIA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hooks\.slack|api\/webhooks|k_live_|sk-|gsk_|hf_|r8_|SG\.|re_|npm_|pypi-|:AA|do[op]_v1_|shp(?:at|ca|pa|ss)_|PRIVATE KEY|eyJ|:\/\/[^\s/'"@]{0,80}:[^\s/'"@]{1,200}@/;
