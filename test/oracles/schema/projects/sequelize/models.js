const { DataTypes, Model, Sequelize } = require('sequelize');

const sequelize = new Sequelize(process.env.DATABASE_URL, { dialect: 'postgres', logging: false });

const User = sequelize.define('User', {
  email: { type: DataTypes.STRING, unique: true },
  code: { type: DataTypes.INTEGER, primaryKey: true },
  first: { type: DataTypes.STRING, unique: 'whole_name' },
  last: { type: DataTypes.STRING, unique: 'whole_name' },
  active: DataTypes.BOOLEAN,
}, { tableName: 'users', timestamps: false, indexes: [{ fields: ['active'] }, { name: 'names', unique: true, fields: ['first', { name: 'last', order: 'DESC' }] }] });

class Order extends Model {}
Order.init({
  userCode: { type: DataTypes.INTEGER, references: { model: 'users', key: 'code' } },
  parent: { type: DataTypes.INTEGER, field: 'parent_order', references: { model: 'orders', key: 'id' } },
  day: { type: DataTypes.DATEONLY },
}, { sequelize, modelName: 'Order', tableName: 'orders', underscored: true, timestamps: false, indexes: [{ fields: ['day', 'user_code'], where: { day: null } }, { fields: ['parent_order'], using: 'HASH' }] });

module.exports = { sequelize, User, Order };
