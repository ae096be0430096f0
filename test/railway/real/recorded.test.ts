import { expect, test } from 'vitest';

import { WITHOUT_RAILWAY } from '../../support/real-railway.ts';
import { RECORDED } from './commands.ts';
import { record } from './record.ts';

/** `node scripts/record-railway.mjs` writes these files; a difference here is one between the double and the CLI. */
test.skipIf(WITHOUT_RAILWAY).each(Object.keys(RECORDED))('%s', async (name) => {
  await expect(await record(RECORDED[name]!)).toMatchFileSnapshot(`../double/answers/${name}.json`);
});
