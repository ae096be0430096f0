/** A kind of secret that its own form gives away. */
export interface SecretKind {
  /** `an AWS access key`: what is said of it in a sentence. */
  readonly kind: string;
  /** Texts of which each has one: a text without any is not searched. */
  readonly begins: readonly string[];
  /** The word, the part that is random in the first group. */
  readonly pattern: RegExp;
}

/**
 * Prefixes that providers give to their keys so that scanners find them:
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
export const SECRET_KINDS: readonly SecretKind[] = [
  { kind: 'an AWS access key', begins: ['AKIA'], pattern: /AKIA([A-Z0-9]{16})(?!\w)/g },
  { kind: 'a GitHub token', begins: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], pattern: /gh[pousr]_([A-Za-z0-9]{36,255})(?!\w)/g },
  { kind: 'a GitHub token', begins: ['github_pat_'], pattern: /github_pat_(\w{60,255})(?!\w)/g },
  { kind: 'a GitLab token', begins: ['glpat-'], pattern: /glpat-([\w-]{20,64})(?![\w-])/g },
  { kind: 'a Slack token', begins: ['xox'], pattern: /xox[abprs]-\d{8,}-([\w-]{10,200})/g },
  { kind: 'the address of a Slack webhook', begins: ['hooks.slack.com/services/'], pattern: /hooks\.slack\.com\/services\/T\w{8,}\/B\w{8,}\/([A-Za-z0-9]{24})(?!\w)/g },
  { kind: 'the address of a Discord webhook', begins: ['/api/webhooks/'], pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/([\w-]{60,80})(?![\w-])/g },
  { kind: 'a live key of Stripe', begins: ['k_live_'], pattern: /[rs]k_live_([A-Za-z0-9]{20,247})(?!\w)/g },
  { kind: 'an OpenAI key', begins: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], pattern: /sk-(?:proj|svcacct|admin)-([\w-]{40,200})(?![\w-])/g },
  { kind: 'an OpenAI key', begins: ['T3BlbkFJ'], pattern: /sk-([A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})(?!\w)/g },
  { kind: 'an Anthropic key', begins: ['sk-ant-'], pattern: /sk-ant-([\w-]{60,200})(?![\w-])/g },
  { kind: 'a Groq key', begins: ['gsk_'], pattern: /gsk_([A-Za-z0-9]{50,60})(?!\w)/g },
  { kind: 'a Hugging Face token', begins: ['hf_'], pattern: /hf_([A-Za-z]{34})(?!\w)/g },
  { kind: 'a Replicate token', begins: ['r8_'], pattern: /r8_([A-Za-z0-9]{37})(?!\w)/g },
  { kind: 'a SendGrid key', begins: ['SG.'], pattern: /SG\.([\w-]{22}\.[\w-]{43})(?![\w-])/g },
  { kind: 'a Resend key', begins: ['re_'], pattern: /re_([A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?!\w)/g },
  { kind: 'an npm token', begins: ['npm_'], pattern: /npm_([A-Za-z0-9]{36})(?!\w)/g },
  { kind: 'a PyPI token', begins: ['pypi-AgEIcHlwaS5vcmc'], pattern: /pypi-AgEIcHlwaS5vcmc([\w-]{50,200})/g },
  { kind: 'a Telegram bot token', begins: [':AA'], pattern: /\d{8,10}:AA([\w-]{33})(?![\w-])/g },
  { kind: 'a DigitalOcean token', begins: ['doo_v1_', 'dop_v1_'], pattern: /do[op]_v1_([a-f0-9]{64})(?!\w)/g },
  { kind: 'a Shopify token', begins: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], pattern: /shp(?:at|ca|pa|ss)_([a-fA-F0-9]{32})(?!\w)/g },
];
