module.exports = { up: (queryInterface, Sequelize) => queryInterface.createTable('orders', {}) };
