import { defineRailway, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', {
  resources: [
    service('shop', {
      start: 'gunicorn shop:shop',
      env: {
        RAILPACK_DISABLE_CACHES: '*', // since the broken wheel
        NO_CACHE: '1',
        WEB_CONCURRENCY: '2',
      },
    }),
  ],
}));
