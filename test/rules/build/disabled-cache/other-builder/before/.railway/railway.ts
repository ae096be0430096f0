import { defineRailway, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', {
  resources: [service('shop', { start: 'gunicorn shop:shop', env: { NIXPACKS_NO_CACHE: '1' } })],
}));
