module.exports = {
  async up(queryInterface) {
    await queryInterface.addIndex('orders', ['customer']);
  },
  async down(queryInterface) {
    await queryInterface.removeIndex('orders', ['customer']);
  },
};
