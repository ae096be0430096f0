import type { ConfigContext } from '../../src/config/context.ts';
import { knownNames } from '../../src/known-names.ts';
import { loadCatalogue } from '../../src/rules/catalogue.ts';

const known = knownNames(await loadCatalogue());

/** What a project in the folder `/projects/shop/backend` may name. */
export const CONTEXT: ConfigContext = { known, folder: '/projects/shop/backend' };
