exports.up = (pgm) => {
  pgm.noTransaction();
  pgm.createIndex('orders', ['customer'], { concurrently: true });
};

exports.down = (pgm) => {
  pgm.dropIndex('orders', ['customer']);
};
