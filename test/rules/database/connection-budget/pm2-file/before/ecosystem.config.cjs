module.exports = {
  apps: [{
    name: 'shop',   // as it is called on the machine
    script: './src/server.js',
    instances: 6, exec_mode: 'cluster',
  }],
};
