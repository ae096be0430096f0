import { hasFile, hasFolder } from '../app.ts';
import type { App } from '../app.ts';
import { startWith } from '../plan.ts';
import type { Provider } from '../plan.ts';

const CONFIGURATION = '/assets/nginx.conf';

/** Files behind nginx. */
export const staticfile: Provider = {
  name: 'staticfile',
  language: 'static',
  source: 'staticfile.rs',
  detects: (app) => markOf(app),
  plan: async () => ({
    start: startWith(
      '[[ -z "${PORT}" ]] && echo "Environment variable PORT not found. Using PORT 80"'
        + ` || sed -i "s/0.0.0.0:80/$PORT/g" ${CONFIGURATION} && nginx -c ${CONFIGURATION}`,
    ),
    isStatic: true,
  }),
};

function markOf(app: App): string | undefined {
  if (hasFile(app, 'Staticfile')) return 'Staticfile';
  const folder = ['public', 'index', 'dist'].find((path) => hasFolder(app, path));
  return folder ?? (hasFile(app, 'index.html') ? 'index.html' : undefined);
}
