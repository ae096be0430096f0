module.exports = { client: "pg", connection: process.env.DATABASE_URL, pool: { max: 7 } }
