const SECRET = /(?:^|_)(?:(?:API_?)?KEY|SECRET|TOKEN|PASS|PASSWORD|PASSWD|PASSPHRASE|PWD|CREDENTIALS?|PRIVATE|SALT|DSN)(?:_|$)/i;
/** Variables that a build puts into what browsers get: nobody keeps those secret. */
const PUBLIC = /^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY)_|PUBLISHABLE|PUBLIC_KEY|ANON_KEY|KEY_ID$/i;

/** True for `SECRET_KEY`, `dbPassword`, `--auth-token`: names of what only its owner should know. */
export function isSecretName(name: string): boolean {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll('-', '_');
  return SECRET.test(words) && !isPublicName(words);
}

/** True for `NEXT_PUBLIC_KEY`, `STRIPE_PUBLISHABLE_KEY`. */
export const isPublicName = (name: string): boolean => PUBLIC.test(name);
