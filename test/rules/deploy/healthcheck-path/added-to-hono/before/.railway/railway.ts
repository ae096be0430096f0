import { defineRailway, service } from 'railway';

const kite = service('kite', {
  start: 'node kite.mjs',
});

export default defineRailway(() => ({ resources: [kite] }));
