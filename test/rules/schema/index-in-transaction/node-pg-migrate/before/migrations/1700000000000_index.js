exports.up = (pgm) => {
  pgm.createIndex('orders', ['customer'], { concurrently: true });
};

exports.down = (pgm) => {
  pgm.dropIndex('orders', ['customer']);
};
