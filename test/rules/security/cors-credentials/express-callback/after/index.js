const cors = require('cors')
const express = require('express')

const options = {
	origin: (process.env.CORS_ORIGINS ?? "").split(",").filter(Boolean), // SDK
	credentials: true
}
const app = express()
app.use(cors(options))
app.listen(process.env.PORT)
