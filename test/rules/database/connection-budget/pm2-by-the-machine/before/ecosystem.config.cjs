module.exports = {
  apps: [
    { name: 'shop', script: './src/server.js', instances: 'max', exec_mode: 'cluster' },
    { name: 'courier', script: './src/courier.js' }, // one is enough
  ],
};
