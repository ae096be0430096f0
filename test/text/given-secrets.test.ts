import { describe, expect, it } from 'vitest';
import { givenSecrets } from '../../src/text/given-secrets.ts';

const hidden = (text: string): readonly string[] => givenSecrets(text).map(({ start, end }) => text.slice(start, end));
const WORD = ['Lk0d93jf', 'nwQz81ma'].join('');

describe('values that are given to names of secrets', () => {
  it.each([
    [`ENV SECRET_KEY=${WORD}`, [WORD]], [`ENV JWT_SECRET ${WORD}`, [WORD]], ['ENV DB_PASSWORD="correct horse" ADMIN_PASSWORD=changeme', ['correct horse', 'changeme']],
    [`app.secret_key = "${WORD}"; app.run(debug=True)`, [WORD]], [`app.config["SECRET_KEY"] = '${WORD}'`, [WORD]], [`  "apiKey": "${WORD}",`, [WORD]],
    [`mysql --password ${WORD} -h db`, [WORD]], [`curl -H "Authorization: Bearer ${WORD}"`, [WORD]], [`password: 'swordfish'`, ['swordfish']],
  ])('hides them: %s', (text, expected) => {
    expect(hidden(text)).toEqual(expected);
  });

  it.each([
    'SECRET_KEY = os.environ["SECRET_KEY"]', 'ENV SECRET_KEY=$SECRET_KEY', 'SECRET_KEY=${{ shared.SECRET_KEY }}', 'foreign_key="user.id"', 'user: User = Depends(get_token)',
    'key: "deploy.startCommand"', `NEXT_PUBLIC_MAP_KEY=${WORD}`, 'token=request.headers["token"]', 'ENV DJANGO_SECRET_KEY is not set', 'ACCESS_TOKEN_EXPIRE_MINUTES=300000',
    'METRICS_TOKEN_FILE=/run/secrets/token', 'keyboard: "qwertzuiop"', 'const monkey = "a story about words"',
  ])('leaves others alone: %s', (text) => {
    expect(hidden(text)).toEqual([]);
  });

  it('reads a long line of the worst kind in a moment', () => {
    const worst = `${'key '.repeat(20_000)}${'key="'.repeat(20_000)}${'a'.repeat(50_000)}`;
    const before = process.cpuUsage();
    givenSecrets(worst);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
  });
});
