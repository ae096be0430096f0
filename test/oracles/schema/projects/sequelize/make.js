const { sequelize } = require('./models');

sequelize.sync().then(() => sequelize.close());
