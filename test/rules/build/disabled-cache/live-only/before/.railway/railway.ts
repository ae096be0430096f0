import { defineRailway, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', {
  resources: [service('shop', { start: 'gunicorn shop:shop', env: { NO_CACHE: '0', RAILPACK_DISABLE_CACHES: '' } })],
}));
