const cron = require('node-cron');

cron.schedule('45 4 * * 1-6', () => console.log('remind'));
