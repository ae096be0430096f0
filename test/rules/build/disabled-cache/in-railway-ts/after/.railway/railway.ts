import { defineRailway, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', {
  resources: [
    service('shop', {
      start: 'gunicorn shop:shop',
      env: {
        WEB_CONCURRENCY: '2',
      },
    }),
  ],
}));
