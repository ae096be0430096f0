import express from 'express'

const app = express()
const feed = new WebSocket( `wss://feed.railway.internal:${process.env.FEED_PORT}/live` ) // live
app.listen(process.env.PORT)
