import { defineRailway, service } from 'railway';

const kite = service('kite', {
  start: 'node kite.mjs',
  healthcheck: '/health',
});

export default defineRailway(() => ({ resources: [kite] }));
