const cors = require('cors')
const express = require('express')

const options = {
	origin: (origin, callback) => callback(null, true), // SDK
	credentials: true
}
const app = express()
app.use(cors(options))
app.listen(process.env.PORT)
