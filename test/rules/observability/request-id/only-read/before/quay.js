import express from 'express'

const quay = express()
quay.use((request, response, next) => {
  request.log = request.get('x-request-id') || request.get('x-vercel-id') || null // somebody else's
  next()
})
quay.listen(process.env.PORT)
