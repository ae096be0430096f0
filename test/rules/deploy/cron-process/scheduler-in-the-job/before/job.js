const cron = require('node-cron');

cron.schedule('*/5 * * * *', async () => {
  await fetch('https://example.com/refresh');
});
